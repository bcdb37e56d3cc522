//! `windrow`: arguments in, exit code out.

/// Most of what `load` and answers allocate is freed by another thread, which this allocator does not make anyone wait for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    windrow::cli::run(std::env::args_os())
}
