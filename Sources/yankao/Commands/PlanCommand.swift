import App
import ArgumentParser
import Formats
import Kernel
import Planning
import Storage

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "匯入、列出、顯示施政計畫。 Import, list and show plans.", subcommands: [Import.self, List.self, Show.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "匯入一份中程施政計畫。 Import a mid-term plan.")

        @OptionGroup var shared: SharedOptions

        @Argument(
            help:
                "計畫的文字、PDF、ODT 或 Word 檔，或匯出的整份計畫（JSON、ODS）；- 是標準輸入。 The plan as text, PDF, ODT or Word, or exported as JSON or ODS; - is standard input."
        )
        var file: String

        @Option(help: "機關：代號、機關代碼或名稱。 Agency: key, code or name.")
        var agency: String

        @Option(help: "年度（民國），例如 111-114。 ROC years.")
        var years: String

        @Option(help: "各項的短名（CSV：id,name）。 Short names of lines.")
        var shortNames: String?

        @Flag(help: "先存成草稿，不公布。 Keep it as a draft.")
        var draft = false

        @Flag(help: "機關不在清單裡時，以這個名稱新增（沒有機關代碼）。 Add the agency by this name when it is not known.")
        var newAgency = false

        func run() async throws {
            try await reporting {
                let range = try ROCYears.parse(years)
                let bytes = try Documents.bytes(file)
                if PlanDocument.isMeant(bytes) { return try await store(bytes, range) }
                let read = try understand(Documents.outline(bytes, file))
                let names = try shortNames.map { try CSV.read(Console.read($0)) } ?? []
                try await shared.with { installation in
                    let city = installation.city
                    let agency = try await agency(in: city)
                    var plan = PlanImport(agency: agency.id, years: range, draft: read, publishes: !draft)
                    plan.shortNames = Dictionary(
                        names.dropFirst().filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
                    do {
                        report(try await plan.run(as: .operatorAtConsole, at: city.clock.now(), in: city.store), plan, agency)
                    } catch PlanImport.Refusal.inProcedure {
                        throw Failure("\(plan.id)：草稿在編審流程裡，沒有匯入。 Its draft goes through its procedure; nothing was imported.", .data)
                    }
                }
            }
        }

        /// A whole plan as it was exported.
        private func store(_ bytes: [UInt8], _ range: ClosedRange<Int>) async throws {
            try await shared.with { installation in
                let city = installation.city
                let agency = try await agency(in: city)
                let document = try read(bytes, Words(.chinese, english: city.english))
                guard document.agency == agency.id, document.years == range else {
                    throw Failure("\(file)：檔案是 \(document.id) 的計畫，沒有匯入。 It is another plan.", .data)
                }
                do {
                    let (outcome, id) = try await document.run(
                        publishes: !draft, as: .operatorAtConsole, at: city.clock.now(), in: city.store)
                    print("\(id)：\(outcome == .unchanged ? "內容相同，沒有任何改變。 Nothing changed." : "已匯入。 Imported.")")
                } catch PlanImport.Refusal.inProcedure {
                    throw Failure("\(document.id)：草稿在編審流程裡，沒有匯入。 Its draft goes through its procedure; nothing was imported.", .data)
                }
            }
        }

        private func read(_ bytes: [UInt8], _ t: Words) throws -> PlanDocument {
            do throws(PlanFaults) {
                return try PlanDocument(reading: bytes)
            } catch {
                let lines = error.faults.map { "  \($0.place)：\(t($0.phrase))" }.joined(separator: "\n")
                throw Failure("\(file)：有 \(error.faults.count) 個地方不對，沒有匯入。 Nothing was imported.\n\(lines)", .data)
            }
        }

        private func understand(_ outline: Outline) throws -> PlanDraft {
            do {
                return try PlanDraft(from: outline)
            } catch {
                throw Failure("\(file): \(error.message(.chinese)) \(error.message(.english))", .data)
            }
        }

        private func agency(in city: City) async throws -> Agency {
            let wanted = agency
            let found = try await city.store.read { try AgencyQueries.matching(wanted, government: city.government, $0) }
            if let agency = found.first, found.count == 1 { return agency }
            if found.count > 1 { throw Failure("有 \(found.count) 個機關都叫「\(wanted)」，請改用代號。 The name is ambiguous.", .data) }
            guard newAgency else {
                let all = try await city.store.read { try AgencyQueries.all($0) }
                let list = all.map { "  \($0.id)  \($0.name)" }.joined(separator: "\n")
                throw Failure("沒有「\(wanted)」這個機關。現有的機關： No such agency. Known agencies:\n\(list)\n要新增，請加 --new-agency。", .data)
            }
            let agency = Agency(id: UniqueID.make(at: city.clock.now()), code: nil, name: wanted, shortName: wanted)
            _ = try await AgencyQueries.addMissing([agency], as: .operatorAtConsole, to: city.store)
            return agency
        }

        private func report(_ outcome: PlanImport.Outcome, _ plan: PlanImport, _ agency: Agency) {
            switch outcome {
            case .unchanged: print("\(plan.id)：內容相同，沒有任何改變。 Nothing changed.")
            case .added: print("\(plan.id)：已匯入\(agency.name)的計畫。 Imported.")
            case .replaced: print("\(plan.id)：已換成新的內容。 Replaced.")
            case .drafted: print("\(plan.id)：新版草稿已建立，現在公布的計畫不變。 A draft stands beside the published plan.")
            }
            let items = plan.draft.goals.map(\.items.count).reduce(0, +)
            for warning in plan.doubts(agencyName: agency.name) { Console.error("\(file): \(warning.message(.chinese))") }
            print("施政重點 \(plan.draft.priorities.count)，目標 \(plan.draft.goals.count)，工作項目 \(items)，寫明的數字目標 \(plan.draft.indicators.count)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出計畫。 List plans.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let rows = try await installation.city.store.read { try PlanCatalogue.rows($0) }
                    Console.table([["id", "年度", "狀態", "機關", "名稱"]] + rows)
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "顯示一份計畫（JSON）。 Show a plan as JSON.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "計畫代號，例如 rdec-111-114。 Key of the plan.")
        var plan: String

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let id = plan
                    guard let json = try await installation.city.store.read({ try PlanCatalogue.json(id, $0) }) else {
                        throw Failure("沒有「\(plan)」這份計畫。 No such plan.", .data)
                    }
                    print(json)
                }
            }
        }
    }
}

enum ROCYears {
    /// `111-114`, or `111` for a single year.
    static func parse(_ text: String) throws -> ClosedRange<Int> {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "–" || $0 == "~" }).compactMap { Int($0.trimmingBlanks()) }
        guard let from = parts.first, let to = parts.last, parts.count <= 2, from <= to, (1...200).contains(from), to - from < 10 else {
            throw Failure("年度「\(text)」不正確，請寫成 111-114。 Years look like 111-114.", .usage)
        }
        return from...to
    }
}
