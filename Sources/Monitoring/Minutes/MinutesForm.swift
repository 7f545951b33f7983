internal import Formats
internal import Kernel
internal import Storage

/// What an officer sent of all the lines together.
struct MinutesForm {
    private(set) var directives: [DirectiveRecord]
    /// By field: `p.3.lead`.
    private(set) var errors: [String: Phrase] = [:]
    /// Something cannot even be kept as it is.
    private(set) var isUnreadable = false

    /// - Parameter agencies: those that may be asked.
    init(_ sent: Submission, _ stored: [DirectiveRecord], _ agencies: [Agency], _ city: City) {
        directives = stored
        let rest = CivilDate(iso: sent.digits("due"))
        let today = city.clock.today
        let names = MinutesAgencyNames(agencies, government: city.government)
        for place in stored.indices where stored[place].matter == nil && sent.values["p.\(place).text"] != nil {
            func field(_ name: String) -> String { "p.\(place).\(name)" }
            var one = stored[place]
            one.isChosen = sent.values[field("on")] != nil
            one.text = sent.text(field("text"))
            one.lead = agencies.contains { $0.id == sent.text(field("lead")) } ? sent.text(field("lead")) : nil
            (one.supporting, one.supportingWords) = names.read(sent.text(field("supporting")))
            one.supporting.removeAll { $0 == one.lead }
            let due = sent.digits(field("due"))
            one.due = due.isEmpty ? rest : CivilDate(iso: due)
            directives[place] = one
            if one.text.count > 1000 { refuse(field("text"), "最多 1000 個字。") }
            if !due.isEmpty && one.due == nil { refuse(field("due"), "請填西元年月日，例如 2026-11-24。") }
            guard one.isChosen else { continue }
            if one.text.isEmpty { errors[field("text")] = "請填寫這一欄。" }
            if one.lead == nil { errors[field("lead")] = "請選主辦機關。" }
            if !one.supportingWords.isEmpty { errors[field("supporting")] = "找不到這個機關：\(one.supportingWords)。請改成登錄的名稱，或刪去。" }
            if one.due == nil && errors[field("due")] == nil { errors[field("due")] = "請填期限。" }
            if let day = one.due, day < today { errors[field("due")] = "期限不能在今天以前。" }
        }
    }

    private mutating func refuse(_ field: String, _ phrase: Phrase) {
        errors[field] = phrase
        isUnreadable = true
    }

    static func agencies(_ call: Call) async throws -> [Agency] {
        let today = call.city.clock.today
        return try await call.store.read { try AgencyQueries.valid(on: today, $0) }.filter { $0.id != "city" }
    }
}

/// Reads agencies that somebody typed, one after another: 環保局、警察局
struct MinutesAgencyNames {
    private let known: [String: String]

    init(_ agencies: [Agency], government: String) {
        var known: [String: String] = [:]
        for agency in agencies {
            for name in [agency.id, agency.name, agency.shortName] { known[Self.folded(name, government)] = agency.id }
        }
        self.known = known
        self.government = government
    }

    private let government: String

    /// - Returns: their keys, and the names nobody has.
    func read(_ text: String) -> (keys: [String], unknown: String) {
        var (keys, unknown): ([String], [String]) = ([], [])
        for name in text.split(whereSeparator: { "、,，;； \n".contains($0) }).map(String.init) {
            if let key = known[Self.folded(name, government)] {
                if !keys.contains(key) { keys.append(key) }
            } else {
                unknown.append(name)
            }
        }
        return (keys, unknown.joined(separator: "、"))
    }

    private static func folded(_ name: String, _ government: String) -> String {
        let plain = String(name.map { $0 == "台" ? "臺" : $0 })
        return plain.hasPrefix(government) && plain != government ? String(plain.dropFirst(government.count)) : plain
    }
}
