//! One integration binary; this map says which file a new test belongs in.
