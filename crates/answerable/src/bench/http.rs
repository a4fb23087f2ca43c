//! The same load over HTTP: one kept-open connection for each worker, as a desk has.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use application::dispatch::Command as Dispatch;
use application::intake::Command as Intake;
use application::{Act, Command};
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::load::{self, Worker};
use super::stats::Run;
use crate::Failure;

/// Runs every worker on a connection of its own for a time.
pub async fn saturate(
    address: SocketAddr,
    workers: Vec<Worker>,
    within: Duration,
) -> Result<(Run, Vec<Worker>), Failure> {
    let begun = Instant::now();
    let tasks: Vec<_> = workers
        .into_iter()
        .map(|mut worker| {
            tokio::spawn(async move {
                let stream = TcpStream::connect(address).await?;
                stream.set_nodelay(true)?;
                let mut stream = BufReader::new(stream);
                let mut latencies = Vec::with_capacity(4_096);
                while begun.elapsed() < within {
                    let request = request(&worker.next()?)?;
                    let asked = Instant::now();
                    stream.get_mut().write_all(&request).await?;
                    answer(&mut stream).await?;
                    latencies.push(asked.elapsed());
                }
                Ok::<_, Failure>((latencies, worker))
            })
        })
        .collect();
    let (mut run, back) = load::gather(tasks).await?;
    run.elapsed = begun.elapsed();
    Ok((run, back))
}

fn request(act: &Act) -> Result<Vec<u8>, Failure> {
    let (path, body) = match &act.command {
        Command::Intake(Intake::ReceiveReport { report, then }) => {
            let application::intake::Then::Open { type_code, .. } = then else {
                return Err("the load only opens".into());
            };
            let point = report.place.point.map(|fix| {
                json!({"lat_e7": fix.point.lat_e7(), "lon_e7": fix.point.lon_e7(),
                       "uncertainty_m": fix.uncertainty_m, "source": "phone"})
            });
            let body = json!({"channel": report.channel, "words": report.words,
                "spoken_place": report.place.spoken_place, "address": report.place.address,
                "point": point, "then": {"open": {"type": type_code}}});
            ("/v1/reports".to_owned(), body)
        }
        Command::Intake(Intake::Close {
            incident,
            outcome,
            reason,
            feedback,
        }) => {
            let body = json!({"outcome": outcome, "reason": reason, "feedback": feedback});
            (format!("/v1/incidents/{incident}/close"), body)
        }
        Command::Dispatch(Dispatch::Send {
            incident, units, ..
        }) => (
            format!("/v1/incidents/{incident}/send"),
            json!({"units": units}),
        ),
        Command::Dispatch(Dispatch::Reach {
            incident,
            unit,
            milestone,
            ..
        }) => (
            format!("/v1/incidents/{incident}/units/{unit}/milestones"),
            json!({"milestone": milestone}),
        ),
        Command::Dispatch(Dispatch::Clear { incident, unit, .. }) => (
            format!("/v1/incidents/{incident}/units/{unit}/clear"),
            json!({}),
        ),
        _ => return Err("the load has no such act".into()),
    };
    let body = serde_json::to_vec(&body)?;
    let mut bytes = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         idempotency-key: {}\r\nanswerable-seat: {}\r\n\r\n",
        body.len(), act.key, act.seat
    )
    .into_bytes();
    bytes.extend(body);
    Ok(bytes)
}

async fn answer(stream: &mut BufReader<TcpStream>) -> Result<(), Failure> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let created = line.starts_with("HTTP/1.1 201");
    let mut length = 0;
    loop {
        let mut header = String::new();
        stream.read_line(&mut header).await?;
        if header.trim().is_empty() {
            break;
        }
        if let Some(value) = header.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    if created {
        Ok(())
    } else {
        Err(format!("{}: {}", line.trim(), String::from_utf8_lossy(&body)).into())
    }
}
