internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// Writing a draft section by section, several people at once.
enum PlanSectionPages {
    /// Words of a whole section; a goal of a real plan has some ten items.
    private static let bodyLimit = 4 * 1024 * 1024

    static let overview = Endpoint(
        .get, "/plans/drafts/{plan}/edit", .holdsOn(PlanningModule.draftPlans, "plan"), .page("分節編修計畫草稿")
    ) { call in
        let id = try call.parameter("plan")
        guard let desk = try await EditingDesk.read(id, call) else { return locked(id) }
        return .page(SectionList(content: desk.content, call: call).page)
    }

    static let show = Endpoint(
        .get, "/plans/drafts/{plan}/sections/{section}", .holdsOn(PlanningModule.draftPlans, "plan"), .page("編修計畫草稿的一節")
    ) { call in
        let id = try call.parameter("plan")
        guard let desk = try await EditingDesk.read(id, call) else { return locked(id) }
        guard let section = PlanSection(try call.parameter("section"), of: desk.content) else { throw Problem.notFound }
        let others = try await PlanPresence.note(section.id, of: id, by: desk.person, in: call.city)
        return .page(SectionForm(content: desk.content, section: section, digest: section.digest, others: others, call: call).page)
    }

    static let save = Endpoint(
        .post, "/plans/drafts/{plan}/sections/{section}", .holdsOn(PlanningModule.draftPlans, "plan"),
        .form("存計畫草稿的一節", [Field("digest", "看到的是哪一份", .hidden, maximum: 64)], bodyLimit: bodyLimit)
    ) { call in
        let (id, sent) = (try call.parameter("plan"), try await call.body())
        let name = try call.parameter("section")
        let (content, person) = try await EditingDesk.anyone(id, call)
        guard let theirs = PlanSection(name, of: content) else { throw Problem.notFound }
        let mine = theirs.reading(sent)
        var form = SectionForm(content: content, section: mine, digest: sent.text("digest"), call: call)
        let button = PlanSection.Button(sent.text("do"))
        guard button == .save else {
            form.section = mine.pressing(button, theirs: theirs)
            form.isUnsaved = true
            // Whoever takes over a part has seen what is stored.
            if form.digest != theirs.digest { form.theirs = theirs }
            return .page(form.page)
        }
        form.section = mine.withoutEmptyRows
        form.errors = form.section.errors
        guard form.errors.isEmpty else { return .page(form.page) }
        switch try await Plan.save(form.section, of: id, seen: form.digest, by: person, in: call.city) {
        case .saved, .unchanged: return .seeOther(PlanURL.edit(id).with(query: [("done", name)]))
        case .notNow:
            form.isRefused = true
            return .page(form.page)
        case .gone: throw Problem.notFound
        case .conflict(let theirs):
            form.theirs = theirs
            form.isConflict = true
            return .page(form.page)
        }
    }

    private static func locked(_ id: String) -> Reply { .seeOther(PlanURL.draft(id).with(query: [("done", "locked")])) }
}

/// What somebody needs who writes: the draft, and the right to do so now.
struct EditingDesk {
    let content: PlanContent
    let person: SignedInPerson

    /// - Returns: nil when the draft is not to be written now, or not by this person.
    static func read(_ id: String, _ call: Call) async throws -> EditingDesk? {
        let (content, person) = try await anyone(id, call)
        let matter = try await call.store.read { try PlanLife.current(content.plan.versionID, $0) }
        guard content.plan.status == .draft, let matter, PlanLife.mayWrite(matter, person, call.city) else { return nil }
        return EditingDesk(content: content, person: person)
    }

    /// - Throws: ``Problem/notFound``
    static func anyone(_ id: String, _ call: Call) async throws -> (PlanContent, SignedInPerson) {
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        guard let content = try await call.store.read({ try PlanQueries.content(id, $0) }) else { throw Problem.notFound }
        return (content, person)
    }
}
