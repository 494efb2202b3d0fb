using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Work.Rules;

namespace Supervision.Assessment.Forms;

/// <summary>
/// A feedback form (协同监督整改落实情况反馈单, R34, R35): both bodies agree on one version by its hash, it is issued to one unit under a
/// number, and the unit answers item by item until both bodies accepted every answer.
/// </summary>
public sealed partial class FeedbackForm : IVersioned
{
    readonly List<FormVersion> _versions = [];
    readonly List<FormItem> _items = [];

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Register reference in its district, e.g. <c>F2026-0017</c>; its name before it has a number.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Code of the unit it goes to.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>The unit as the form addresses it.</summary>
    public string UnitName { get; private set; } = "";

    public string Title { get; private set; } = "";

    public Guid? TopicId { get; private set; }

    public string? Field { get; private set; }

    public FormStatus Status { get; private set; }

    /// <summary>Number of the latest version, from 1.</summary>
    public int Latest { get; private set; }

    public FormContent Content { get; private set; } = FormContent.Empty;

    /// <summary>SHA-256 of the latest version, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>The leaders' decisions on each version, oldest first.</summary>
    public IReadOnlyList<BodyDecision> Decisions { get; private set; } = [];

    /// <summary>When both bodies had agreed on the submitted version.</summary>
    public DateTimeOffset? AgreedAt { get; private set; }

    /// <summary>For example 〔2026〕12号, once issued.</summary>
    public string? Number { get; private set; }

    public Guid DraftedBy { get; private set; }

    public DateTimeOffset DraftedAt { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>When the unit acknowledged it, which starts the clock.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    public Guid? ReceivedBy { get; private set; }

    public string? ReceivedByName { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Version of its state published to other services.</summary>
    public long Told { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Versions added in this unit of work; earlier ones stay in the database.</summary>
    public IReadOnlyList<FormVersion> Versions => _versions;

    /// <summary>Once issued; as loaded.</summary>
    public IReadOnlyList<FormItem> Items => _items;

    /// <summary>Whether both bodies agreed on the submitted version.</summary>
    public bool IsAgreed => Status is FormStatus.Consulting && Decisions.IsTurnedByBoth(Latest, ContentHash);

    FeedbackForm()
    {
    }

    /// <param name="reference">The next of the district's register.</param>
    public static FeedbackForm Draft(string reference, FormContent content, Caller by, DateTimeOffset now)
    {
        var form = new FeedbackForm { Id = Guid.CreateVersion7(now), District = by.District, Reference = reference, DraftedBy = by.UserId, DraftedAt = now };
        form.Add(content, by, now);
        return form;
    }

    /// <summary>Writes a new version.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_draft</exception>
    public void Write(FormContent content, Caller by, DateTimeOffset now)
    {
        Require(Status is FormStatus.Draft, FormRules.NotDraft);
        Add(content, by, now);
    }

    /// <summary>
    /// Submits the latest version to the leaders of both bodies and to the next joint meeting. A refused version must be rewritten first.
    /// </summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_draft, form.unchanged</exception>
    public IEnumerable<IIntegrationEvent> Submit(Caller by, DateTimeOffset now)
    {
        Require(Status is FormStatus.Draft, FormRules.NotDraft);
        Require(!Decisions.Any(d => d.Round == Latest), FormRules.Unchanged);
        Status = FormStatus.Consulting;
        return [new FormSubmitted(Id, District, Reference, Latest, ContentHash, by.UserId, now), ResultToAgree(open: true, now)];
    }

    /// <summary>A body's leader agrees to the version they read; once both did, it may be issued.</summary>
    /// <param name="seen">Hash of the version the leader read.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_consulting, work.content_changed, work.already_concurred</exception>
    public IEnumerable<IIntegrationEvent> Concur(string seen, Caller by, DateTimeOffset now)
    {
        Require(Status is FormStatus.Consulting, FormRules.NotConsulting);
        Require(seen == ContentHash, ContentChanged);
        Require(!Decisions.IsTurnedBy(by.Body, Latest, ContentHash), AlreadyConcurred);
        Decisions = [.. Decisions, BodyDecision.Concurred(Latest, ContentHash, by, now)];
        if (!IsAgreed) return [];
        AgreedAt = now;
        return [new FormAgreed(Id, District, Reference, Latest, ContentHash, by.UserId, now), ResultToAgree(open: false, now)];
    }

    /// <summary>A body's leader refuses the version, even one both had agreed on, as long as it is not issued.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_consulting</exception>
    public IEnumerable<IIntegrationEvent> Refuse(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is FormStatus.Consulting, FormRules.NotConsulting);
        Decisions = [.. Decisions, BodyDecision.Refused(Latest, ContentHash, reason, by, now)];
        (Status, AgreedAt) = (FormStatus.Draft, null);
        return [new FormRefused(Id, District, Reference, Latest, by.Body, by.UserId, now), ResultToAgree(open: false, now)];
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_agreed</exception>
    public void RequireAgreed() => Require(IsAgreed, FormRules.NotAgreed);

    /// <summary>Issues the version both agreed on to the unit. From here on its items are tracked.</summary>
    /// <param name="number">The next number of the district and year.</param>
    /// <param name="contacts">The unit's contacts, who are notified.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_agreed, form.no_contact</exception>
    public IEnumerable<IIntegrationEvent> Issue(string number, IReadOnlyList<Guid> contacts, Caller by, DateTimeOffset now)
    {
        RequireAgreed();
        Require(contacts.Count > 0, FormRules.NoContact);
        (Status, Number, IssuedAt) = (FormStatus.Issued, number, now);
        _items.AddRange(Content.Items.Select((item, i) => FormItem.Of(this, i + 1, item, now)));
        return [new FormIssued(Id, District, number, Unit, contacts, by.UserId, now), .. Changed(open: true, now)];
    }

    /// <summary>The unit acknowledges receipt (签收), which starts the clock.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">form.not_issued</exception>
    public IEnumerable<IIntegrationEvent> Acknowledge(Caller by, DateTimeOffset now)
    {
        Require(Status is FormStatus.Issued, FormRules.NotIssued);
        (Status, ReceivedAt, ReceivedBy, ReceivedByName) = (FormStatus.Received, now, by.UserId, by.Name);
        return [new FormReceived(Id, District, Number!, Unit, by.UserId, now)];
    }

    void Add(FormContent content, Caller by, DateTimeOffset now)
    {
        (Content, ContentHash) = (content, Collaboration.ContentHash.Of(content));
        (Title, Unit, UnitName, TopicId, Field) = (content.Title, content.Unit, content.UnitName, content.TopicId, content.Field);
        Latest++;
        _versions.Add(new()
        {
            FormId = Id,
            Number = Latest,
            District = District,
            Content = content,
            ContentHash = ContentHash,
            By = by.UserId,
            ByName = by.Name,
            At = now,
        });
    }

    JointMeetingMatterChanged ResultToAgree(bool open, DateTimeOffset now) => new(Id, District, "Result", Reference, open, ++Told, now);

    IEnumerable<IIntegrationEvent> Changed(bool open, DateTimeOffset now) =>
        TopicId is { } topic ? [new FeedbackFormChanged(Id, District, topic, open, ++Told, now)] : [];
}
