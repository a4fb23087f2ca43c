//! Puts the built desk where it is embedded from. A checkout without it still compiles, with a page
//! that says how to build it: nobody needs Node to work on the server.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let built = Path::new("../../ui/dist");
    println!("cargo::rerun-if-changed={}", built.display());
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let into = Path::new(&out).join("desk");
    if into.exists() {
        fs::remove_dir_all(&into)?;
    }
    fs::create_dir_all(&into)?;
    if built.join("index.html").exists() {
        copy(built, &into)
    } else {
        println!(
            "cargo::warning=the desk is not built: run 'make ui'; a page that says so is served instead"
        );
        fs::write(
            into.join("index.html"),
            "<!doctype html><meta charset=utf-8><title>Answerable</title>\
            <p>The desk has not been built into this program. Run <code>make ui</code> and build again.\
            <p>这个程序没有包含席位界面。请运行 <code>make ui</code> 后重新编译。",
        )
    }
}

fn copy(from: &Path, into: &Path) -> io::Result<()> {
    for item in fs::read_dir(from)? {
        let item = item?;
        let target = into.join(item.file_name());
        if item.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&item.path(), &target)?;
        } else {
            fs::copy(item.path(), target)?;
        }
    }
    Ok(())
}
