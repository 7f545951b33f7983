// swift-tools-version:6.1
// Yankao: a city hall's plans, promises, answers and data. See docs/adr/0001-four-floors.md for the layout.
import PackageDescription

/// Every target of ours is compiled alike: Swift 6 concurrency, and imports that do not leak.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let posix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")

let package = Package(
    name: "yankao",
    products: [.executable(name: "yankao", targets: ["yankao"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    ],
    targets: [
        // Floor 1: contracts. They import nothing of ours.
        .target(name: "Storage", dependencies: [crypto], exclude: ["README.md"], swiftSettings: strict),
        .target(name: "Markup", exclude: ["README.md"], swiftSettings: strict),
        .systemLibrary(name: "CHost"),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "Formats", dependencies: ["CHost", "CZip", "CZlib", "CExpat"], exclude: ["README.md"], swiftSettings: strict),

        // Floor 2: what every module is made of.
        .target(
            name: "Kernel", dependencies: ["Storage", "Markup", "Formats", crypto], exclude: ["README.md"], swiftSettings: strict),

        .target(
            name: "Ledger", dependencies: ["Kernel", "Storage", "Markup", "Formats", crypto],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        .target(
            name: "Matters", dependencies: ["Kernel", "Ledger", "Storage", "Markup", "Formats", crypto],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        .target(
            name: "Meetings", dependencies: ["Kernel", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        .target(
            name: "Indicators", dependencies: ["Kernel", "Ledger", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        .target(
            name: "Search", dependencies: ["Kernel", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        .target(
            name: "Tables", dependencies: ["Kernel", "Ledger", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),
        .target(
            name: "Threads", dependencies: ["Kernel", "Ledger", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        // Floor 3: modules, siblings that never import each other.
        .target(
            name: "Planning", dependencies: ["Kernel", "Ledger", "Threads", "Matters", "Meetings", "Indicators", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        .target(
            name: "Monitoring", dependencies: ["Kernel", "Ledger", "Matters", "Meetings", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),
        .target(
            name: "Administration", dependencies: ["Kernel", "Storage", "Markup", "Formats"],
            exclude: ["README.md"], resources: [.embedInCode("en.json")], swiftSettings: strict),

        // Leaf adapters, imported by App alone.
        .target(name: "StorageSQLite", dependencies: ["Storage", grdb, sqlite], exclude: ["README.md"], swiftSettings: strict),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "StoragePostgres", dependencies: ["Storage", "CLibPQ"], exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: ["Kernel", "Markup", "Storage", "Formats", "CZlib", hummingbird, httpTypes, nio, posix, logging, crypto, cryptoExtras],
            exclude: ["README.md"], resources: [.copy("Assets"), .embedInCode("en.json")], swiftSettings: strict),

        .systemLibrary(name: "CMalloc"),

        // Floor 4: the one list of modules, and the command line.
        .target(
            name: "App",
            dependencies: [
                "Kernel", "Ledger", "Matters", "Meetings", "Indicators", "Threads", "Search", "Tables", "Storage", "Markup", "Formats", "Planning",
                "Monitoring",
                "Administration",
                "StorageSQLite",
                "StoragePostgres", "Web",
                "CMalloc", logging, nio,
                posix,
                hummingbird, hummingbirdCore, lifecycle, signals, .product(name: "Configuration", package: "swift-configuration"),
            ],
            exclude: ["README.md"], resources: [.copy("City")], swiftSettings: strict),
        .executableTarget(
            name: "yankao",
            dependencies: [
                "App", "Kernel", "Ledger", "Matters", "Monitoring", "Search", "Storage", "Formats", "Planning", "Web", logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["README.md"], swiftSettings: strict),
        // The base of all ratios in `make bench`: a bare Hummingbird reply.
        .executableTarget(name: "bench-base", dependencies: [hummingbird, posix, nio, logging], path: "Benchmarks/Base", swiftSettings: strict),
        // The same site with ten thousand plans and with slow queries, neither of which the product knows of.
        .executableTarget(
            name: "bench-site", dependencies: ["App", "Kernel", "Storage", "Formats", "Planning", logging], path: "Benchmarks/Site",
            swiftSettings: strict),
        // What the ledger costs, and how fast it proves and verifies.
        .executableTarget(
            name: "bench-ledger", dependencies: ["App", "Kernel", "Ledger", "Storage", logging], path: "Benchmarks/Ledger", swiftSettings: strict),
        // A million matters, whose inboxes are measured.
        .executableTarget(
            name: "bench-matters", dependencies: ["App", "Kernel", "Matters", "Storage", logging], path: "Benchmarks/Matters", swiftSettings: strict),
        // A thread of ten thousand things and half a million values of indicators.
        .executableTarget(
            name: "bench-threads", dependencies: ["App", "Kernel", "Storage", logging], path: "Benchmarks/Threads", swiftSettings: strict),
        // A hundred thousand documents to search in.
        .executableTarget(
            name: "bench-search", dependencies: ["App", "Kernel", "Search", "Formats", "Markup", "Storage", logging], path: "Benchmarks/Search",
            swiftSettings: strict),
        // Writes without end, to be killed by scripts/crash, and looks afterwards whether anything was lost.
        .executableTarget(
            name: "crash-writer", dependencies: ["App", "Kernel", "Ledger", "Storage", "Formats", "Planning", logging], path: "Tests/Crash",
            swiftSettings: strict),

        // Documents with everything our writers know, for the programs of others to open.
        .executableTarget(name: "document-samples", dependencies: ["Formats"], path: "Tests/Documents", swiftSettings: strict),

        // The module that CONTRIBUTING walks through; no part of the product.
        .target(
            name: "Rooms", dependencies: ["Kernel", "Matters", "Storage", "Markup", "Formats"], path: "Examples/Rooms", swiftSettings: strict),
        .testTarget(
            name: "RoomsTests", dependencies: ["Rooms", "App", "Kernel", "Matters", "Formats", "Storage", "Web", "TestSupport", logging],
            path: "Examples/RoomsTests", swiftSettings: strict),

        .target(
            name: "TestSupport",
            dependencies: [
                "App", "Kernel", "Ledger", "Formats", "Storage", "StorageSQLite", "StoragePostgres", "Web", hummingbird, httpTypes, nio, logging,
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "StorageSQLite", "StoragePostgres", "TestSupport", grdb], swiftSettings: strict),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
        .testTarget(name: "FormatsTests", dependencies: ["Formats"], resources: [.copy("Samples")], swiftSettings: strict),
        .testTarget(name: "KernelTests", dependencies: ["Kernel", "Storage", "Formats", "Markup", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", "App", "Kernel", "Formats", "Planning", "Storage", "TestSupport", logging],
            swiftSettings: strict),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["Planning", "Kernel", "Ledger", "Matters", "Meetings", "Indicators", "Formats", "Markup", "Storage", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MattersTests", dependencies: ["Matters", "Kernel", "Formats", "Storage", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ThreadsTests", dependencies: ["Threads", "Planning", "Kernel", "Formats", "Markup", "Storage", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "IndicatorsTests", dependencies: ["Indicators", "Matters", "Kernel", "Formats", "Markup", "Storage", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MeetingsTests", dependencies: ["Meetings", "Matters", "Kernel", "Formats", "Storage", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "MonitoringTests", dependencies: ["Monitoring", "Matters", "Kernel", "Formats", "Storage", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SearchTests",
            dependencies: ["Search", "App", "Kernel", "Planning", "Formats", "Markup", "Storage", "TestSupport"], exclude: ["Samples"],
            swiftSettings: strict),
        .testTarget(
            name: "TablesTests", dependencies: ["Tables", "App", "Kernel", "Indicators", "Planning", "Formats", "Storage", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "AdministrationTests", dependencies: ["Administration", "Kernel", "Formats", "Storage", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "WebTests", dependencies: ["Web", "Kernel", "Storage", "Markup", "TestSupport", httpTypes, nio, crypto, logging, "CZlib"],
            swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Kernel", "Indicators", "Matters", "Meetings", "Formats", "Planning", "Storage", "StorageSQLite", "Web", "TestSupport",
                httpTypes,
                hummingbird,
            ],
            exclude: ["access.txt", "procedures.txt"], swiftSettings: strict),
    ]
)
