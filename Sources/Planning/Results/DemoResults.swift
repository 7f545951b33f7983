public import Kernel
internal import Ledger
internal import Matters
internal import Storage

/// The commission's results report of last year for a demo, by the same calls that the pages make: begun from the plan, a few sections written, two pictures
/// put in, seen by everyone who has to see it, published. What is made up says so.
public struct DemoResults: Sendable {
    private let city: City
    private let people: [Role: SignedInPerson]
    private static let plan = "rdec-111-114"
    private static let year = 114

    /// - Parameter people: an officer and the head of the commission, a reviewer and the mayor.
    /// - Returns: nil when the plan is missing, or there is such a report already.
    public init?(_ city: City, people: [Role: SignedInPerson]) async throws {
        self.city = city
        self.people = people
        let isReady = try await city.store.read { db in
            try PlanQueries.isPublished(Self.plan, db) && ReportQueries.find(Plan.id(agency: "rdec", years: Self.year...Self.year), db) == nil
        }
        guard isReady, [.officer, .agencyHead, .reviewer, .mayor].allSatisfy({ people[$0] != nil }) else { return nil }
    }

    /// The ledger has to have a signed head.
    /// - Parameter pictures: by name: `workshop.png`, `counter.png`; those that are missing are left out.
    /// - Returns: whether it is published now.
    public func make(pictures: [String: [UInt8]]) async throws -> Bool {
        guard let officer = people[.officer] else { return false }
        let actor = Actor(officer.reference)
        guard case .made(let id) = try await ReportMaking.make(Self.plan, year: Self.year, as: actor, in: city) else { return false }
        let (found, lines) = try await city.store.read { (try ReportQueries.find(id, $0), try ReportQueries.lines(of: id, $0)) }
        guard let report = found else { return false }
        for line in lines {
            guard let text = Self.words(line, last: lines.last?.id) else { continue }
            _ = try await ReportWriting.write(text, in: line.id, seen: line.seen, of: id, as: actor, in: city)
        }
        for (label, name, alt, caption) in Self.pictures {
            guard let bytes = pictures[name], let line = lines.first(where: { $0.label == label }) else { continue }
            let file = try SpooledFile(name: name)
            try file.append(bytes)
            try await ReportWriting.add(file, alt: alt, caption: caption, to: line.id, of: id, as: actor, in: city)
        }
        try await ReportWriting.start(report, as: actor, in: city)
        for (role, action) in [
            (Role.officer, "submit"), (.agencyHead, "forward"), (.reviewer, "accept"), (.mayor, "approve"), (.reviewer, "publish"),
        ] {
            guard let person = people[role], let matter = try await city.store.read({ try ReportLife.current(id, $0) }) else { return false }
            try await Matters(city).act(
                Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: [:])), by: person)
        }
        return true
    }

    /// Beside which line, the file, what can be seen, and what is said below.
    private static let pictures = [
        (
            "一.1", "workshop.png", "四個人坐在長桌後面，身後的白板上貼著便利貼，畫著一條起伏上升的曲線。", "科際整合工作坊示意圖（示範資料，非實際照片）"
        ),
        ("三.1", "counter.png", "民眾坐在服務台前，承辦人在櫃台後面，牆上掛著折線圖和山景畫。", "為民服務櫃台示意圖（示範資料，非實際照片）"),
    ]

    /// A preface, an outlook, and a sentence or two for each chapter.
    private static func words(_ line: ReportLine, last: String?) -> String? {
        if line.id == last { return "114 年度未完成的工作已列入 115 年度施政計畫繼續辦理，並依考核意見檢討目標值（示範資料）。" }
        if line.label.isEmpty {
            return """
                本報告說明研究發展考核委員會 114 年度依中程施政計畫（111–114 年度）做了什麼、做到哪裡。
                數字與辦理情形取自紀錄簿，每一項都附證明；示範資料均已標明。
                """
        }
        return line.level == 1 ? "本年度「\(line.title)」各項工作的辦理情形如下（示範資料）。" : nil
    }
}
