internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What one does to a meeting: each a form of its own, refused beside its fields.
enum MeetingChangePages {
    static let all = [time, item, itemRemoval, attendance, minutes, decide, step, approve, cancel, correct]

    private typealias Refused = MeetingDeskPage.Refused

    private static let time = Endpoint(
        .post, "/desk/meetings/{meeting}/time", .holdsOn(MeetingsModule.manage, "meeting"), .form("改時間地點", SeriesPages.timeFields)
    ) { call in
        try await answering(call, "time", SeriesPages.timeFields) { page, sent in
            var errors: [String: Phrase] = [:]
            guard let time = MeetingTime(sent, &errors) else { return errors }
            try await page.view.meeting.move(
                from: time.start, to: time.end, place: sent.text("place"), at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    private static let item = Endpoint(
        .post, "/desk/meetings/{meeting}/items", .holdsOn(MeetingsModule.manage, "meeting"), .form("新增議案", MeetingForms.item)
    ) { call in
        try await answering(call, "item", MeetingForms.item) { page, sent in
            try await page.view.meeting.addItem(
                AgendaItem.Kind(rawValue: sent.text("kind")) ?? .report, title: sent.text("title"), presenter: sent.text("presenter"),
                text: sent.text("text"), at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    private static let itemRemoval = Endpoint(
        .post, "/desk/meetings/{meeting}/item-removal", .holdsOn(MeetingsModule.manage, "meeting"), .form("刪除議案", MeetingForms.removal)
    ) { call in
        try await answering(call, "removal", MeetingForms.removal) { page, sent in
            try await page.view.meeting.removeItem(sent.text("item"), as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    private static let attendance = Endpoint(
        .post, "/desk/meetings/{meeting}/attendance", .holdsOn(MeetingsModule.manage, "meeting"), .form("存出席情形", MeetingForms.attendance)
    ) { call in
        try await answering(call, "attendance", MeetingForms.attendance) { page, sent in
            let mail = sent.text("mail")
            guard mail.isEmpty || MeetingInvitations.isAddress(mail) else { return ["mail": "請填完整的電子郵件信箱。"] }
            try await page.view.meeting.attend(
                sent.text("office"), Attendance.Presence(rawValue: sent.text("presence")) ?? .invited, mail: mail.isEmpty ? nil : mail,
                at: call.city.clock.now(),
                as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    private static let cancel = Endpoint(
        .post, "/desk/meetings/{meeting}/cancellation", .holdsOn(MeetingsModule.manage, "meeting"), .form("取消會議", MeetingForms.cancellation)
    ) { call in
        try await answering(call, "cancellation", MeetingForms.cancellation) { page, sent in
            try await page.view.meeting.cancel(
                because: sent.text("reason"), at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    /// Whoever approves minutes may correct them.
    private static let correct = Endpoint(
        .post, "/desk/meetings/{meeting}/corrections", .holdsOn(MeetingsModule.approve, "meeting"), .form("更正紀錄", MeetingForms.correction)
    ) { call in
        let item = try await call.body().text("item")
        return try await answering(call, "correction-\(item)", MeetingForms.correction) { page, sent in
            do {
                try await page.view.meeting.correct(
                    minutes: sent.text("minutes"), of: item, because: sent.text("reason"), at: call.city.clock.now(), as: call.granted.actor(),
                    in: call.store)
                return [:]
            } catch MeetingFault.sameText {
                return ["minutes": MeetingFault.sameText.phrase]
            }
        }
    }

    private static let minutes = Endpoint(
        .post, "/desk/meetings/{meeting}/item-minutes", .holdsOn(MeetingsModule.manage, "meeting"), .form("存紀錄", MeetingForms.minutes)
    ) { call in
        try await answering(call, "minutes", MeetingForms.minutes) { page, sent in
            try await page.view.meeting.write(
                minutes: sent.text("minutes"), of: sent.text("item"), as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    private static let decide = Endpoint(
        .post, "/desk/meetings/{meeting}/decisions", .holdsOn(MeetingsModule.manage, "meeting"),
        .form("新增決議", MeetingForms.decision([], [], []))
    ) { call in
        let page = try await MeetingDeskPage(call)
        let fields = MeetingForms.decision(page.view.items, page.agencies, page.openings)
        return try await answering(call, "decision", fields) { page, sent in
            let (supporting, unknown) = try await agencies(sent.text("supporting"), call)
            if let unknown { return ["supporting": "找不到機關「\(unknown)」。"] }
            let item = sent.text("item")
            let new = Meeting.NewDecision(
                item: item == "none" ? nil : item, text: sent.text("text"), leadAgency: sent.text("lead"),
                supporting: supporting.filter { $0 != sent.text("lead") }, due: CivilDate(iso: sent.digits("due")))
            let opening = page.openings.first { $0.id == sent.text("opening") }
            do {
                _ = try await page.view.meeting.decide(new, opening: opening, as: call.granted.actor(), in: call.city)
                return [:]
            } catch let refusal as DecisionOpening.Refusal {
                return ["opening": refusal.phrase]
            }
        }
    }

    private static let step = Endpoint(
        .post, "/desk/meetings/{meeting}/steps", .holdsOn(MeetingsModule.manage, "meeting"), .form("進到下一步", MeetingForms.step)
    ) { call in try await proceed(call, [.planned, .convened]) }

    /// Approving minutes is a right of its own.
    private static let approve = Endpoint(
        .post, "/desk/meetings/{meeting}/approval", .holdsOn(MeetingsModule.approve, "meeting"), .form("確定紀錄", MeetingForms.step)
    ) { call in try await proceed(call, [.drafted]) }

    private static func proceed(_ call: Call, _ allowed: [Meeting.State]) async throws -> Reply {
        let page = try await MeetingDeskPage(call)
        let url = MeetingURL.desk(page.view.meeting.id)
        guard let seen = Meeting.State(rawValue: try await call.body().text("state")), allowed.contains(seen) else {
            return .seeOther(url.with(query: [("done", "moved")]))
        }
        do {
            try await page.view.meeting.proceed(from: seen, at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
            return .seeOther(url.with(query: [("done", "changed")]))
        } catch let fault as MeetingFault {
            return .seeOther(url.with(query: [("done", fault == .noAgenda ? "empty" : "moved")]))
        }
    }

    /// Checks the fields, does the work, and shows the page again where something is wrong.
    static func answering(
        _ call: Call, _ form: String, _ fields: [Field],
        _ work: (MeetingDeskPage, Submission) async throws -> [String: Phrase]
    ) async throws -> Reply {
        let page = try await MeetingDeskPage(call)
        let sent = try await call.body()
        var errors = sent.errors(in: fields)
        do {
            if errors.isEmpty { errors = try await work(page, sent) }
        } catch MeetingFault.tooLate {
            return .seeOther(MeetingURL.desk(page.view.meeting.id).with(query: [("done", "late")]))
        }
        guard errors.isEmpty else { return page.reply(Refused(form: form, values: sent.values, errors: errors)) }
        return .seeOther(MeetingURL.desk(page.view.meeting.id).with(query: [("done", "changed")]))
    }

    /// Agencies by what people call them, with the first name that is none.
    private static func agencies(_ text: String, _ call: Call) async throws -> ([String], unknown: String?) {
        let names = text.split(whereSeparator: { "、,，;；".contains($0) }).map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
        let government = call.city.government
        return try await call.store.read { db in
            var found: [String] = []
            for name in names {
                let matches = try AgencyQueries.matching(name, government: government, db)
                guard let match = matches.first, matches.count == 1 else { return ([], name) }
                found.append(match.id)
            }
            return (found, nil)
        }
    }
}
