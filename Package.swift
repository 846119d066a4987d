// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "seedd",
    products: [.executable(name: "seedd", targets: ["seedd"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        // File calls without a pointer in sight; Foundation's FileHandle has no typed errors and no O_NOFOLLOW.
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        // The HTML report's templates; it depends on nothing else.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        .target(name: "Postgres", dependencies: ["CLibPQ"]),
        .target(name: "Systemd", dependencies: ["CSystemd"]),
        .target(name: "Zstd", dependencies: ["CZstd"]),
        .target(name: "Crypto", dependencies: ["CCrypto"]),
        .target(name: "SeedModel"),
        .target(
            name: "SeedEngine",
            dependencies: [
                "Postgres", "Systemd", "Zstd", "Crypto", "SeedModel",
                .product(name: "Yams", package: "Yams"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            // The unit is a link to the file in systemd/, so that what `seedd units` prints is what is installed.
            resources: [.embedInCode("Units/seedd@.service"), .embedInCode("Report/HTML/Templates")]),
        .executableTarget(
            name: "seedd",
            dependencies: [
                "Postgres", "Systemd", "SeedModel", "SeedEngine",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "SeedTestKit",
            dependencies: ["Postgres", "SeedModel", "SeedEngine"]),

        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "SeedTestKit"]),
        .testTarget(name: "ZstdTests", dependencies: ["Zstd", "Crypto"]),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd"]),
        .testTarget(name: "SeedModelTests", dependencies: ["SeedModel"]),
        .testTarget(
            name: "SeedEngineTests",
            dependencies: [
                "SeedEngine", "SeedModel", "SeedTestKit", "Systemd", "Zstd", "Crypto",
                .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "seedd", "SeedEngine", "SeedModel", "SeedTestKit", "Systemd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Golden"]),
    ],
    swiftLanguageModes: [.v6]
)

/// Targets that wrap C, and tests, where a pointer is the subject and not a slip.
let mayTouchPointers: Set<String> = ["Postgres", "Systemd", "Zstd", "Crypto", "SeedTestKit"]

for target in package.targets where target.type != .system {
    var settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    if target.type != .test, !mayTouchPointers.contains(target.name) {
        settings.append(.strictMemorySafety())
    }
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
