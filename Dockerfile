# A static binary in an empty image: no shell, no root. See docs/operations.md.

FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
# Where crates come from a mirror: --secret id=cargo-config,src=$HOME/.cargo/config.toml
# The target is named so that build scripts and macros, which run here, are not linked statically.
RUN --mount=type=cache,target=/usr/local/cargo/registry,sharing=locked \
    --mount=type=cache,target=/src/target,sharing=locked \
    --mount=type=secret,id=cargo-config,target=/usr/local/cargo/config.toml \
    host=$(rustc -vV | sed -n 's/^host: //p') \
    && RUSTFLAGS='-C target-feature=+crt-static' cargo build --release --locked --bin windrow --target "$host" \
    && install -D "target/$host/release/windrow" /image/windrow \
    && mkdir /image/data /image/records

FROM scratch
LABEL org.opencontainers.image.title="Windrow" \
    org.opencontainers.image.description="An OAI-PMH 2.0 data provider: article metadata in a folder, served to every harvester." \
    org.opencontainers.image.licenses="MIT OR Apache-2.0"
COPY LICENSE-MIT LICENSE-APACHE /licenses/
COPY --from=build /image/windrow /windrow
COPY --from=build /image/records /records
COPY --from=build --chown=10001:10001 /image/data /data
ENV WINDROW_RECORDS=/records WINDROW_DATA=/data WINDROW_LISTEN=0.0.0.0:8080
USER 10001:10001
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/windrow", "health"]
ENTRYPOINT ["/windrow"]
CMD ["serve"]
