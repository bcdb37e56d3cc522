//! `windrow`: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    windrow::cli::run(std::env::args_os())
}
