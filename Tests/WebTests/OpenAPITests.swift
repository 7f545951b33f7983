import Foundation
import Kernel
import TestSupport
import Testing

/// `/openapi.json` against the list of endpoints.
@Suite struct OpenAPITests {
    private static func document(_ city: TestCity) async throws -> [String: Any] {
        let answer = try await Browser(city.site).get("/openapi.json")
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
    }

    private static func operations(_ document: [String: Any]) -> [(path: String, method: String, operation: [String: Any])] {
        let paths = document["paths"] as? [String: [String: [String: Any]]] ?? [:]
        return paths.flatMap { path, methods in methods.map { (path, $0.key, $0.value) } }
    }

    @Test func everyEndpointIsThereAndNothingElse() async throws {
        try await TestCity.with { city in
            var expected: Set<String> = []
            for endpoint in city.city.endpoints {
                expected.insert("\(endpoint.method.rawValue.lowercased()) \(endpoint.path)")
                if case .json(_, alsoTable: true) = endpoint.doc.answer { expected.formUnion(["csv", "ods"].map { "get \(endpoint.path).\($0)" }) }
                if case .page(data: .some) = endpoint.doc.answer { expected.formUnion(["json", "csv", "ods"].map { "get \(endpoint.path).\($0)" }) }
            }
            let found = try await Self.operations(Self.document(city)).map { "\($0.method) \($0.path)" }
            #expect(expected.count > 20)
            #expect(Set(found) == expected && found.count == expected.count)
        }
    }

    @Test func everyReferenceResolves() async throws {
        try await TestCity.with { city in
            let document = try await Self.document(city)
            var seen = 0
            func walk(_ value: Any) {
                if let object = value as? [String: Any] {
                    if let reference = object["$ref"] as? String {
                        seen += 1
                        let steps = reference.split(separator: "/").map(String.init)
                        let target = steps.dropFirst().reduce(document as Any?) { found, step in (found as? [String: Any])?[step] }
                        #expect(steps.first == "#" && target is [String: Any], "\(reference)")
                    }
                    for member in object.values { walk(member) }
                } else if let list = value as? [Any] {
                    for element in list { walk(element) }
                }
            }
            walk(document)
            #expect(seen > 20)
        }
    }

    @Test func everyPathParameterIsDeclared() async throws {
        try await TestCity.with { city in
            for (path, method, operation) in try await Self.operations(Self.document(city)) {
                let inPath = path.matches(of: /\{([^}]+)\}/).map { String($0.1) }
                let declared = (operation["parameters"] as? [[String: Any]] ?? []).filter { $0["in"] as? String == "path" }
                #expect(declared.compactMap { $0["name"] as? String } == inPath, "\(method) \(path)")
                #expect(declared.allSatisfy { $0["required"] as? Bool == true && $0["schema"] is [String: Any] })
            }
        }
    }

    @Test func everyOperationSaysWhatItIsAndWhatItAnswers() async throws {
        try await TestCity.with { city in
            let document = try await Self.document(city)
            let operations = Self.operations(document)
            let ids = operations.compactMap { $0.operation["operationId"] as? String }
            #expect(ids.count == operations.count && Set(ids).count == ids.count)
            for (path, method, operation) in operations {
                #expect((operation["summary"] as? String)?.isEmpty == false, "\(method) \(path)")
                let answers = operation["responses"] as? [String: [String: Any]] ?? [:]
                #expect(answers.keys.contains { $0.hasPrefix("2") || $0 == "303" }, "\(method) \(path)")
                #expect(answers.values.allSatisfy { ($0["description"] as? String)?.isEmpty == false })
                #expect((operation["security"] == nil) == (operation["x-access"] as? String == "everyone"), "\(method) \(path)")
                if method != "get" { #expect(operation["requestBody"] is [String: Any], "\(method) \(path)") }
            }
            #expect(document["openapi"] as? String == "3.1.0")
            #expect((document["servers"] as? [[String: Any]])?.first?["url"] as? String == "http://127.0.0.1:8080")
        }
    }

    @Test func theDocumentSpeaksEnglishToo() async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site).get("/openapi.json", ["accept-language": "en"])
            let isChinese = answer.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(!isChinese)
        }
    }
}
