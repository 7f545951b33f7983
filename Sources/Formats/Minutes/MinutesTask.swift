/// What a sentence asks of whom.
struct MinutesTask {
    var lead: MinutesAgencies.Mention?
    var supporting: [Minutes.AgencyName] = []

    private static let triggers = [
        "送請", "交由", "責請", "責成", "函請", "建請", "敦請", "要求", "建議", "仍請", "務請", "惠請", "煩請", "並請", "也請", "再請", "另請", "先請", "應請", "均請", "請", "由", "交", "送",
        "移請",
    ].map(Array.init).sorted { $0.count > $1.count }

    /// Words that end in 請 and ask for no work.
    private static let invitations = ["邀請", "申請", "聘請", "敬請", "懇請", "恭請", "提請", "報請", "呈請", "籲請", "請求", "請託", "宴請"].map(Array.init)

    /// 請 that asks nobody for work.
    private static let courtesies = [
        "請查照", "請備查", "請審議", "請鑑核", "請公決", "請討論", "請鑒核", "請核備", "請參閱", "請假", "請回", "請坐", "請同意", "請各位", "請問", "請大家", "請同仁", "請准予", "請發言", "請詳", "請指教",
        "請核示", "請核定",
        "請參考附件", "請惠予", "請上臺", "請簡報", "請見", "請願", "請代為致意", "請轉達", "請轉知感謝", "請繼續保持", "請持續保持", "請保持", "請繼續努力", "請放心", "請安心", "請託",
    ].map(Array.init)

    /// After an agency, what makes it the one to act.
    private static let duties = ["應", "須", "需", "要", "宜", "務必", "請", "儘速", "仍應", "仍宜", "亦應", "並應", "得於", "負責", "研議", "主政", "統籌", "避免"].map(Array.init)

    private static let aids = ["協助", "配合"].map(Array.init)

    private static let joints = ["、", "及", "與", "和", "暨", "以及", "跟"].map(Array.init)
    private static let helps = ["會同", "偕同", "協同", "會商", "邀集", "協調", "洽商", "協請", "配合", "結合"].map(Array.init)

    /// - Parameters:
    ///   - decides: whether the text stands where a meeting decides, so that 請 without a name still asks for something.
    ///   - presenter: who is meant then.
    /// - Returns: nil when it asks for nothing.
    static func read(
        _ text: MinutesText, agencies: MinutesAgencies, isCouncil: Bool, decides: Bool, presenter: MinutesAgencies.Mention?, isBill: Bool = false,
        guesses: Bool = true
    ) -> MinutesTask? {
        var found: [MinutesAgencies.Mention] = []
        // 財政處協助…: asked as well, and not the first.
        var helping: [MinutesAgencies.Mention] = []
        var place = 0
        var isAsked = false
        while place < text.count {
            if let invitation = invitations.first(where: { text.has($0, at: place) }) {
                place += invitation.count
                continue
            }
            if let courtesy = courtesies.first(where: { text.has($0, at: place) || text.has(spaced($0), at: place) }) {
                place += courtesy.count
                continue
            }
            if let trigger = triggers.first(where: { text.has($0, at: place) }) {
                let after = skip(text, place + trigger.count)
                let isRequest = trigger.contains("請") || trigger == Array("要求")
                if let mention = agencies.mention(in: text, at: after, guesses: guesses, isCouncil: isCouncil) {
                    // 由 and 交 and 送 say who, not that anything is asked, unless work follows.
                    if isRequest || works(text, after: mention.end) || trigger == Array("責成") {
                        found.append(mention)
                        place = list(text, mention.end, agencies, isCouncil, &found)
                        continue
                    }
                } else if isRequest, trigger == Array("請") || decides {
                    isAsked = isAsked || !isOther(text, after)
                }
                place += trigger.count
                continue
            }
            // 交通局應…
            if place == 0 || "，。；：:、 ),".contains(text.folded[place - 1]) || text.has(Array("故"), at: place - 1)
                || text.has(Array("案"), at: place - 1),
                let mention = agencies.mention(in: text, at: place, guesses: guesses, isCouncil: isCouncil)
            {
                var others: [MinutesAgencies.Mention] = [mention]
                let end = list(text, mention.end, agencies, isCouncil, &others)
                if aids.contains(where: { text.has($0, at: end) }) {
                    helping += others
                    place = end
                    continue
                }
                if duties.contains(where: { text.has($0, at: end) }) || decides && isDated(text, end) {
                    found += others
                    place = end
                    continue
                }
                place = mention.end
                continue
            }
            place += 1
        }
        if isBill, !isAsked { isAsked = ["應", "須"].contains { text.contains($0) } }
        // A council asks the government, or itself.
        if isCouncil, !isBill { isAsked = isAsked && ["市府", "市政府", "縣府", "縣政府"].contains { text.contains($0) } }
        guard var task = task(found, text, agencies, isCouncil, isAsked: isAsked && decides, presenter) else { return nil }
        let names = [task.lead?.name.printed] + task.supporting.map(\.printed)
        task.supporting += helping.map(\.name).filter { !names.contains($0.printed) }
        return task
    }

    private static func task(
        _ found: [MinutesAgencies.Mention], _ text: MinutesText, _ agencies: MinutesAgencies, _ isCouncil: Bool, isAsked: Bool,
        _ presenter: MinutesAgencies.Mention?
    ) -> MinutesTask? {
        let named = found.filter { !$0.isCollective }
        guard let lead = named.first ?? found.first else {
            guard isAsked else { return nil }
            var task = MinutesTask()
            task.lead = presenter
            return task
        }
        var task = MinutesTask()
        // 市府 first and an agency later in another breath: the government is asked, and the agency to help.
        task.lead = found.first.map { first in first.isCollective && lead.range.lowerBound - first.range.upperBound > 12 ? first : lead } ?? lead
        var seen = Set([MinutesText.folded(task.lead?.name.printed ?? "")])
        for mention in named + helpers(text, agencies, isCouncil) {
            guard seen.insert(MinutesText.folded(mention.name.printed)).inserted else { continue }
            task.supporting.append(mention.name)
        }
        return task
    }

    /// 會同環保局、警察局
    private static func helpers(_ text: MinutesText, _ agencies: MinutesAgencies, _ isCouncil: Bool) -> [MinutesAgencies.Mention] {
        var found: [MinutesAgencies.Mention] = []
        for help in helps {
            var start = 0
            while let place = text.first(help, from: start) {
                start = place + help.count
                guard let mention = agencies.mention(in: text, at: start, guesses: true, isCouncil: isCouncil), !mention.isCollective else {
                    continue
                }
                found.append(mention)
                start = list(text, mention.end, agencies, isCouncil, &found)
            }
        }
        return found.filter { !$0.isCollective }
    }

    /// Agencies that follow each other: 都市發展局、產業發展局及文化局
    private static func list(
        _ text: MinutesText, _ end: Int, _ agencies: MinutesAgencies, _ isCouncil: Bool, _ found: inout [MinutesAgencies.Mention]
    ) -> Int {
        var end = end
        while let joint = joints.filter({ text.has($0, at: end) }).max(by: { $0.count < $1.count }),
            let next = agencies.mention(in: text, at: end + joint.count, guesses: true, isCouncil: isCouncil)
        {
            found.append(next)
            end = next.end
        }
        return end
    }

    /// 各機關於3月底前提報: the day makes it a duty.
    private static func isDated(_ text: MinutesText, _ place: Int) -> Bool {
        guard text.has(["於"], at: place), let due = DueWords(text: text.dropping(place + 1), meeting: CivilDate(dayNumber: 20_000)).first() else {
            return false
        }
        return text.has(Array(due.words.map(MinutesText.folded)), at: place + 1)
    }

    /// Blanks, and what may stand between 請 and a name.
    private static func skip(_ text: MinutesText, _ place: Int) -> Int {
        var place = place
        while place < text.count, text.folded[place] == " " { place += 1 }
        return place
    }

    private static func spaced(_ words: [Character]) -> [Character] { [words[0], " ", " "] + words.dropFirst() }

    private static let works = [
        "研", "辦", "檢", "儘", "提", "負", "統", "主", "依", "於", "邀", "規", "處", "查", "訂", "擬", "參", "評", "協", "積", "立", "追", "持", "列", "彙",
    ].map { [Character($0)] }

    private static func works(_ text: MinutesText, after end: Int) -> Bool {
        works.contains { text.has($0, at: end) } && !text.has(Array("提案"), at: end) && !text.has(Array("報告"), at: end)
    }

    /// 請 that turns to the council's own people, or to the meeting.
    private static func isOther(_ text: MinutesText, _ place: Int) -> Bool {
        [
            "各黨團", "議事", "程序", "本會", "同仁", "各位", "議員", "委員會", "法規委員會", "提案", "召集", "主席", "秘書長", "大會", "議會", "貴", "先", "坐", "回座", "查照", "備查", "審議",
            "鑑核", "市議會", "中央", "內政部", "教育部",
            "交通部", "行政院", "黨團",
        ].map(Array.init).contains { text.has($0, at: place) }
    }
}
