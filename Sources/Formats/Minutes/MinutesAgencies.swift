/// Finds agencies in text: those that are known, and what only looks like the name of one.
struct MinutesAgencies: Sendable {
    struct Mention {
        let name: Minutes.AgencyName
        /// Of the name itself.
        let range: Range<Int>
        /// The government as a whole, or a group of agencies: a named agency beside it is meant rather.
        let isCollective: Bool
        /// Somebody of it: 工務局長
        let end: Int
    }

    /// By folded name; nil where two agencies share one.
    private let known: [[Character]: String?]
    private let longest: Int
    /// 臺南市政府, the city's own name in front of another.
    private let government: [[Character]]

    /// - Parameters:
    ///   - names: key and the names it goes by.
    ///   - government: 臺南市政府
    init(_ names: [(id: String, names: [String])], government: String) {
        var known: [[Character]: String?] = [:]
        let prefix = MinutesText.folded(government)
        for (id, all) in names {
            for name in all {
                var folded = MinutesText.folded(name)
                if folded.starts(with: prefix), folded.count > prefix.count { folded = Array(folded.dropFirst(prefix.count)) }
                if let other = known[folded] { known[folded] = other == id ? id : .some(nil) } else { known[folded] = id }
            }
        }
        self.known = known
        longest = known.keys.map(\.count).max() ?? 0
        self.government = [prefix] + ["本府", "市府", "縣府", "市政府", "縣政府"].map(Array.init)
    }

    /// The whole government: what it says of itself, and what others call it.
    private static let wholes = [
        "本市市政府", "市政府", "縣政府", "市府各局處", "市府團隊", "市府", "縣府", "本府各機關", "本府各單位", "本府各局處", "本府所屬各機關", "所屬各機關", "各一級機關", "各機關學校",
        "府內各單位", "府內各局處", "各相關機關", "各相關局處", "各相關單位", "各權責機關", "各權責單位", "各主辦機關", "各主管機關", "各主政機關", "各主政單位", "各業管機關", "各業務單位", "各機關", "各局處", "各單位",
        "各局",
        "各首長", "各位首長", "各局處首長", "相關機關", "相關局處", "相關單位", "權責機關", "權責單位", "主辦機關", "主政機關", "業務單位", "業管單位", "有關機關", "有關單位", "有關局處", "本府", "市長",
        "縣長", "全體局處",
    ].map(Array.init).sorted { $0.count > $1.count }

    /// Groups that are agencies of one kind.
    private static let groups = ["各區公所", "各鄉鎮市公所", "各公所", "相關區公所", "37區公所", "各級學校", "各校"].map(Array.init)

    private static let suffixes = [
        "委員會", "研考會", "原民會", "客委會", "青委會", "區公所", "鄉公所", "鎮公所", "市公所", "衛生所", "事務所", "清潔隊", "大隊", "中心", "公司", "分局", "總隊", "局", "處", "室", "署", "館",
        "科",
    ].map(Array.init)

    /// What takes part in a meeting and is no agency of the government.
    private static let others = [
        "議事組", "議事單位", "程序委員會", "紀律委員會", "各黨團", "黨團", "大會", "本會", "議會", "市議會", "縣議會", "同仁", "議員", "各委員會", "提案人", "召集人", "主席", "秘書單位",
    ].map(Array.init)

    /// Characters that no agency's name has: where the search for its end stops.
    private static let breaks = Set<Character>("，。；、：:,;()「」『』〈〉《》!?？！ 請於將就應與及和或並的之在是有以為依據從到由送0123456789")

    /// The agency named at a place.
    /// - Parameter guesses: whether what is not known is taken by the look of its end.
    func mention(in text: MinutesText, at start: Int, guesses: Bool, isCouncil: Bool) -> Mention? {
        var place = start
        // 臺南市政府工務局: the agency, not the government.
        var isNamed = false
        for prefix in government + [Array("臺北市政府"), Array("貴府")] where text.has(prefix, at: place) {
            if inner(text, at: place + prefix.count, guesses: guesses, isCouncil) != nil {
                place += prefix.count
                isNamed = true
            }
            break
        }
        if place < text.count, text.folded[place] == " " { place += 1 }
        if !isNamed, let whole = Self.wholes.first(where: { text.has($0, at: start) }), inner(text, at: start, guesses: false, isCouncil) == nil {
            return collective(text, start, whole.count)
        }
        if let found = inner(text, at: place, guesses: guesses || isNamed, isCouncil) { return found }
        // 臺北市政府, whatever the city.
        if guesses, let end = (start..<min(start + 6, text.count)).first(where: { text.has(Array("市政府"), at: $0) || text.has(Array("縣政府"), at: $0) }),
            !text.folded[start..<end].contains(where: Self.breaks.contains)
        {
            if let found = inner(text, at: end + 3, guesses: true, isCouncil) { return found }
            return collective(text, start, end + 3 - start)
        }
        return nil
    }

    private func inner(_ text: MinutesText, at start: Int, guesses: Bool, _ isCouncil: Bool) -> Mention? {
        guard start < text.count else { return nil }
        for group in Self.groups where text.has(group, at: start) {
            return Mention(
                name: .init(printed: String(text.printed[start..<(start + group.count)]), id: nil), range: start..<(start + group.count),
                isCollective: false,
                end: start + group.count)
        }
        if Self.others.contains(where: { text.has($0, at: start) }) { return nil }
        for length in stride(from: min(longest, text.count - start), to: 1, by: -1) {
            guard let id = known[Array(text.folded[start..<(start + length)])] else { continue }
            // 市府 is nobody in particular.
            guard id != "city" else { return nil }
            // 社會 of 社會局, 水利 of 水利局 are no names; 工務局 of 工務局新建工程科 still is the one.
            return Mention(
                name: .init(printed: String(text.printed[start..<(start + length)]), id: id), range: start..<(start + length), isCollective: false,
                end: official(text, start + length))
        }
        return guesses ? guessed(text, start, isCouncil) : nil
    }

    private func guessed(_ text: MinutesText, _ start: Int, _ isCouncil: Bool) -> Mention? {
        var place = start
        while place < text.count, place - start < 14, !Self.breaks.contains(text.folded[place]) {
            for suffix in Self.suffixes where place > start && text.has(suffix, at: place) {
                let end = longer(text, suffix, place + suffix.count)
                // 工務局長 is of 工務局; 本局、該處、各科室 are whoever speaks.
                // 研處、妥處、查處 are verbs.
                guard !"本該各貴此到研妥卓查酌續參".contains(text.folded[start]), (3...14).contains(end - start) else { return nil }
                if isCouncil, suffix == Array("委員會"), !text.has(Array("研究發展考核委員會"), at: start) { return nil }
                // 新建工程處: the last end within the name, as in 工務局新建工程處.
                return Mention(
                    name: .init(printed: String(text.printed[start..<end]), id: nil), range: start..<end, isCollective: false,
                    end: official(text, end))
            }
            place += 1
        }
        return nil
    }

    /// 智慧科技處 and no 智慧科: a small unit's ending may stand inside the name of a greater one.
    private func longer(_ text: MinutesText, _ suffix: [Character], _ end: Int) -> Int {
        guard ["科", "室", "館"].contains(where: { suffix == Array($0) }) else { return end }
        for place in end..<max(end, min(end + 5, text.count)) {
            if Self.breaks.contains(text.folded[place]) { return end }
            if "局處".contains(text.folded[place]), place > end, !"研妥查卓酌辦".contains(text.folded[place - 1]) { return place + 1 }
        }
        return end
    }

    /// Past the office of somebody there: 局長, 陳局長.
    private func official(_ text: MinutesText, _ end: Int) -> Int {
        for length in 0...2 where end + length < text.count {
            for office in ["局長", "處長", "主委", "主任委員", "科長", "區長", "長"].map(Array.init) where text.has(office, at: end + length) {
                if office.count > 1 || length == 0 { return end + length + office.count }
            }
        }
        return end
    }

    private func collective(_ text: MinutesText, _ start: Int, _ count: Int) -> Mention {
        Mention(
            name: .init(printed: String(text.printed[start..<(start + count)]), id: nil), range: start..<(start + count), isCollective: true,
            end: start + count
        )
    }
}
