import Kernel
import TestSupport
import Testing

@testable import Web

/// What is refused before a handler sees it.
@Suite struct BodyTests {
    private func post(_ city: TestCity, _ type: String?, _ body: [UInt8], path: String = "/sign-in") async throws -> Browser.Answer {
        try await Browser(city.site).send("POST", path, type.map { ["content-type": $0] } ?? [:], body)
    }

    private static let form = "application/x-www-form-urlencoded"

    @Test func tooLarge() async throws {
        try await TestCity.with { city in
            let answer = try await post(city, Self.form, [UInt8](repeating: 0x61, count: 64 * 1024 + 1))
            let most = try await post(city, Self.form, [UInt8](repeating: 0x61, count: 64 * 1024))
            let file = try await post(city, "multipart/form-data; boundary=b", [UInt8](repeating: 0x61, count: 64 * 1024 + 1))
            #expect(answer.status == 413 && file.status == 413)
            #expect(most.status == 403)
        }
    }

    @Test(arguments: ["application/json", "text/plain", "application/xml", "image/png"]) func unsupported(_ type: String) async throws {
        try await TestCity.with { city in
            let answer = try await post(city, type, Array("{}".utf8))
            #expect(answer.status == 415)
        }
    }

    @Test(arguments: ["a=%FF", "a=%", "a=%00", "_token=x&a=%zz"]) func badEncoding(_ body: String) async throws {
        try await TestCity.with { city in
            let answer = try await post(city, Self.form, Array(body.utf8))
            #expect(answer.status == 400)
        }
    }

    @Test func rawBytesThatAreNoText() async throws {
        try await TestCity.with { city in
            let statuses = [
                try await post(city, Self.form, Array("a=".utf8) + [0xFF]).status, try await post(city, Self.form, Array("a=".utf8) + [0]).status,
            ]
            #expect(statuses == [400, 400])
        }
    }

    @Test(arguments: [
        ("multipart/form-data", "", 400), ("multipart/form-data; boundary=b", "", 400),
        ("multipart/form-data; boundary=b", "--b\r\nnonsense\r\n\r\n", 400),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\u{0}\r\n--b--", 400),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--", 403),
        ("multipart/form-data; \u{130}\u{130}\u{130}\u{130}\u{130}\u{130}\u{130}; boundary=b", "--b--", 403),
    ])
    func multipart(_ type: String, _ body: String, _ status: Int) async throws {
        try await TestCity.with { city in
            let answer = try await post(city, type, Array(body.utf8))
            #expect(answer.status == status)
        }
    }

    @Test(arguments: ["/plans?after=%FF", "/plans?after=%00", "/plans?after=%", "/?%C0%80=1"]) func badQuery(_ path: String) async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site).get(path)
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: [
        "/plans/%00", "/plans/..", "/plans/.", "/plans/%2e%2e%2fx", "/plans/a%2Fb", "/plans/%FF", "/plans/'", "/assets/..%2f..%2fPackage.swift",
        "/assets/.hidden",
    ])
    func whatIsNoKeyNamesNothing(_ path: String) async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site).get(path)
            #expect(answer.status == 404)
        }
    }

    @Test func writesAreCountedByAddress() async throws {
        let time = TestClock()
        try await TestCity.with(clock: time.clock, settings: ["web.writesPerMinute": 10]) { city in
            var statuses: [Int] = []
            for _ in 0..<11 { statuses.append(try await post(city, Self.form, []).status) }
            #expect(statuses == [Int](repeating: 403, count: 10) + [429])
            let reading = try await Browser(city.site).get("/plans")
            #expect(reading.status == 200)
            time.move(seconds: 60)
            let later = try await post(city, Self.form, [])
            #expect(later.status == 403)
        }
    }
}
