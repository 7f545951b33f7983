import Kernel
import Storage
import TestSupport
import Testing

@testable import Search

/// Fifty questions, written down by hand with what is wanted before the first of them was asked (`Samples/queries.csv`).
@Suite struct SearchQualityTests {
    @Test(arguments: TestCity.engines)
    func whatIsWantedStandsAmongTheFirstThree(_ engine: Engine) async throws {
        let questions = try Library.rows("queries.csv").filter { $0.count == 3 }
        #expect(questions.count >= 40)
        try await Library.with(engine) { city, _ in
            var missed: [String] = []
            for question in questions {
                let wanted = Set(question[1].split(separator: " ").map { Self.reference(String($0)) })
                let found = try await Library.find(question[0], in: city).found.map(\.document.reference.text)
                if wanted.isDisjoint(with: found.prefix(3)) { missed.append("\(question[0]): \(found.prefix(3).joined(separator: ", "))") }
            }
            let share = Double(questions.count - missed.count) / Double(questions.count)
            #expect(share >= 0.9, "missed: \(missed.joined(separator: "; "))")
        }
    }

    /// The same questions have the same answers in the same order on both engines.
    @Test(.enabled(if: TestCity.engines.count > 1))
    func bothEnginesGiveTheSame() async throws {
        let questions = try Library.rows("queries.csv").map { $0[0] } + ["臺南市政府", "臺北市", "為", "修正 辦法"]
        var answers: [[[String]]] = []
        for engine in TestCity.engines {
            try await Library.with(engine) { city, _ in
                var found: [[String]] = []
                for question in questions {
                    let results = try await Library.find(question, in: city)
                    found.append(results.found.map(\.document.reference.text) + ["\(results.count)", results.correction ?? ""])
                }
                answers.append(found)
            }
        }
        #expect(answers.count == 2)
        for (index, question) in questions.enumerated() { #expect(answers[0][index] == answers[1][index], "\(question)") }
    }

    @Test(arguments: TestCity.engines)
    func slipsAreCorrected(_ engine: Engine) async throws {
        try await Library.with(engine) { city, _ in
            for (slip, meant) in [("電動車充店站", "電動車充電站"), ("公民頭票自治條例", "公民投票自治條例"), ("空氣品值監測", "空氣品質監測"), ("土壤液話", "土壤液化")] {
                let results = try await Library.find(slip, in: city)
                #expect(results.correction == meant)
            }
            #expect(try await Library.find("facebok", in: city).correction == "facebook")
            #expect(try await Library.find("電動車充電站", in: city).correction == nil)
        }
    }

    private static func reference(_ short: String) -> String {
        let id = short.dropFirst(2)
        switch short.first {
        case "d": return "library/dataset/\(id)"
        case "b": return "library/bill/\(id)"
        default: return String(id)
        }
    }
}
