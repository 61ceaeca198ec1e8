# Two stages: build a static binary, then put it alone into an empty image. No shell, not root.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# .ci/image runs this same line where there is no container engine. The time zones are in the binary (internal/region).
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /out/candour .
# The folders that an empty image lacks: the data, and one for large uploads and backups under way.
RUN mkdir -p /out/data /out/tmp && chmod 0700 /out/data && chmod 1777 /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build --chown=65532:65532 /out/ /
USER 65532:65532
VOLUME /data
EXPOSE 8090
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/candour", "health"]
ENTRYPOINT ["/candour"]
CMD ["serve", "--http", "0.0.0.0:8090", "--dir", "/data/pb_data"]
