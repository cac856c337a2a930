//! A headless Chromium with its driver, for tests of pages.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

/// Whatever goes wrong.
pub type Failure = Box<dyn Error>;

/// A browser of a test's own; it ends with it.
pub struct Browser {
    client: Client,
    driver: Driver,
}

/// The driver's process.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command of the driver that is no part of the standard.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub enum Medium {
    /// On a screen of a width \[CSS pixels\].
    Screen(u32),
    /// On paper: A4 less its margins.
    Paper,
}

impl Medium {
    /// A telephone, a desk, paper.
    pub const ALL: [Self; 3] = [Self::Screen(390), Self::Screen(1280), Self::Paper];

    /// Its width \[CSS pixels\].
    pub const fn width(self) -> u32 {
        match self {
            Self::Screen(width) => width,
            // 210 mm less two margins of 12 mm, at 96 pixels an inch.
            Self::Paper => 703,
        }
    }
}

impl Browser {
    /// Starts driver and browser.
    ///
    /// # Errors
    /// Fails if one of them is not there or does not answer.
    pub async fn start() -> Result<Self, Failure> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("chromedriver: {error}; scripts/browser.sh installs it"))?;
        let out = child.stdout.take();
        let driver = Driver(child);
        let lines = BufReader::new(out.ok_or("the driver says nothing")?).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| port_of(&line))
            .ok_or("the driver names no port")?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities()?);
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await?;
        Ok(Self { client, driver })
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// Fails if it does not answer.
    pub async fn stop(self) -> Result<(), Failure> {
        self.client.close().await?;
        drop(self.driver);
        Ok(())
    }

    /// Opens a page in a medium.
    ///
    /// # Errors
    /// Fails if the driver does.
    pub async fn open(&self, page: &Path, medium: Medium) -> Result<(), Failure> {
        let size = json!({
            "width": medium.width(), "height": 900, "deviceScaleFactor": 1, "mobile": medium.width() < 500,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await?;
        let media = match medium {
            Medium::Screen(_) => "screen",
            Medium::Paper => "print",
        };
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": media }))
            .await?;
        let url = Url::from_file_path(page.canonicalize()?).map_err(|()| "no path of a file")?;
        self.client.goto(url.as_str()).await?;
        Ok(())
    }

    /// Whether scripts of pages that are opened from now on run.
    ///
    /// # Errors
    /// Fails if the driver does.
    pub async fn allow_scripts(&self, are_allowed: bool) -> Result<(), Failure> {
        let value = json!({ "value": !are_allowed });
        self.devtools("Emulation.setScriptExecutionDisabled", value)
            .await?;
        Ok(())
    }

    /// What a script (the body of a function) returns.
    ///
    /// # Errors
    /// Fails if the script does.
    pub async fn run(&self, script: &str) -> Result<Value, Failure> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// The value of an expression, also in a page whose own scripts do not run.
    ///
    /// # Errors
    /// Fails if the expression does.
    pub async fn value_of(&self, expression: &str) -> Result<Value, Failure> {
        let what = json!({ "expression": expression, "returnByValue": true });
        let mut found = self.devtools("Runtime.evaluate", what).await?;
        if let Some(details) = found.get("exceptionDetails") {
            return Err(details.to_string().into());
        }
        Ok(found["result"]["value"].take())
    }

    /// Moves the pointer to a place of the window \[CSS pixels\], and presses its button if that is asked for.
    ///
    /// # Errors
    /// Fails if the driver does.
    pub async fn point_at(&self, (x, y): (f64, f64), is_pressed: bool) -> Result<(), Failure> {
        let event = |kind: &str, count: u32| json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": count });
        let moved = json!({ "type": "mouseMoved", "x": x, "y": y });
        self.devtools("Input.dispatchMouseEvent", moved).await?;
        if is_pressed {
            for kind in ["mousePressed", "mouseReleased"] {
                self.devtools("Input.dispatchMouseEvent", event(kind, 1))
                    .await?;
            }
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
        Ok(())
    }

    /// The page as a PDF on A4.
    ///
    /// # Errors
    /// Fails if the driver does.
    pub async fn printed(&self) -> Result<String, Failure> {
        let settings = json!({ "preferCSSPageSize": true, "printBackground": true });
        let pdf = self.devtools("Page.printToPDF", settings).await?;
        Ok(pdf["data"].as_str().unwrap_or_default().to_owned())
    }

    /// What the page complained about since it was asked last: errors and warnings of the console.
    ///
    /// # Errors
    /// Fails if the driver does.
    pub async fn complaints(&self) -> Result<Vec<String>, Failure> {
        let entries = self.log("browser").await?;
        Ok(entries.iter().map(Value::to_string).collect())
    }

    /// Every address that was asked for since this was called last.
    ///
    /// # Errors
    /// Fails if the driver does.
    pub async fn requests(&self) -> Result<Vec<String>, Failure> {
        let entries = self.log("performance").await?;
        let asked = entries.iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &event["message"];
            (message["method"] == "Network.requestWillBeSent")
                .then(|| {
                    message["params"]["request"]["url"]
                        .as_str()
                        .map(str::to_owned)
                })
                .flatten()
        });
        Ok(asked.collect())
    }

    async fn log(&self, kind: &str) -> Result<Vec<Value>, Failure> {
        let command = Own {
            path: "se/log",
            body: json!({ "type": kind }),
        };
        let entries = self.client.issue_cmd(command).await?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }

    async fn devtools(&self, command: &str, params: Value) -> Result<Value, Failure> {
        let command = Own {
            path: "goog/cdp/execute",
            body: json!({ "cmd": command, "params": params }),
        };
        Ok(self.client.issue_cmd(command).await?)
    }
}

/// The port in the line in which the driver says that it is ready.
fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

fn capabilities() -> Result<Capabilities, Failure> {
    let wanted = json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            // Root may not use the sandbox; the pages are our own.
            "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"],
        },
    });
    Ok(serde_json::from_value(wanted)?)
}
