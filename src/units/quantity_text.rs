//! Reading "90s", "6m30s", "80%", "12/h"; writing them back.
