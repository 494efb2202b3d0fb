using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Advice;

public enum AdviceStatus
{
    Drafting,

    /// <summary>The latest version is with the leaders of both bodies.</summary>
    Submitted,

    /// <summary>Both concurred in the same version.</summary>
    Concurred,

    /// <summary>Issued under its number; never changes again.</summary>
    Issued,
}

/// <summary>
/// The advice report of a topic (协同监督建议报告, R9); one report gives the advice. Every edit makes a version; both bodies' leaders concur in one version
/// by its hash; then it is issued under a number.
/// </summary>
public sealed class AdviceReport : IVersioned
{
    readonly List<AdviceVersion> _versions = [];
    readonly List<AdviceSuggestion> _suggestions = [];

    public Guid Id { get; private set; }

    /// <summary>A topic has one report.</summary>
    public Guid TopicId { get; private set; }

    public string District { get; private set; } = "";

    public AdviceStatus Status { get; private set; }

    /// <summary>Number of the latest version, from 1.</summary>
    public int Latest { get; private set; }

    /// <summary>Content of the latest version.</summary>
    public AdviceContent Content { get; private set; } = AdviceContent.Empty;

    /// <summary>SHA-256 of the latest version, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>The leaders' decisions on each version, oldest first.</summary>
    public IReadOnlyList<BodyDecision> Decisions { get; private set; } = [];

    /// <summary>For example 〔2026〕3号, once issued.</summary>
    public string? Number { get; private set; }

    public Guid DraftedBy { get; private set; }

    public DateTimeOffset DraftedAt { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Versions added in this unit of work; earlier ones stay in the database.</summary>
    public IReadOnlyList<AdviceVersion> Versions => _versions;

    /// <summary>Suggestions of the issued report, to track their adoption; only those of this unit of work.</summary>
    public IReadOnlyList<AdviceSuggestion> Suggestions => _suggestions;

    AdviceReport()
    {
    }

    public static AdviceReport Draft(Guid topic, AdviceContent content, Caller by, DateTimeOffset now)
    {
        var report = new AdviceReport { Id = Guid.CreateVersion7(now), TopicId = topic, District = by.District, DraftedBy = by.UserId, DraftedAt = now };
        report.Add(content, by, now);
        return report;
    }

    /// <summary>Writes a new version.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">advice.not_draft</exception>
    public void Write(AdviceContent content, Caller by, DateTimeOffset now)
    {
        Require(Status is AdviceStatus.Drafting, AdviceNotDraft);
        Add(content, by, now);
    }

    /// <summary>Submits the latest version to the leaders of both bodies. A refused version must be rewritten first.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">advice.not_draft, advice.unchanged</exception>
    public AdviceSubmitted Submit(Caller by, DateTimeOffset now)
    {
        Require(Status is AdviceStatus.Drafting, AdviceNotDraft);
        Require(!Decisions.Any(d => d.Round == Latest), AdviceUnchanged);
        Status = AdviceStatus.Submitted;
        return new(Id, District, TopicId, Latest, ContentHash, by.UserId, now);
    }

    /// <summary>A body's leader concurs in the version they read; once both did, it may be issued.</summary>
    /// <param name="seen">Hash of the version the leader read.</param>
    /// <returns>The event that both concurred, once they did.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">advice.not_submitted, work.content_changed, work.already_concurred</exception>
    public AdviceConcurred? Concur(string seen, Caller by, DateTimeOffset now)
    {
        Require(Status is AdviceStatus.Submitted, AdviceNotSubmitted);
        Require(seen == ContentHash, ContentChanged);
        Require(!Decisions.IsTurnedBy(by.Body, Latest, ContentHash), AlreadyConcurred);
        Decisions = [.. Decisions, BodyDecision.Concurred(Latest, ContentHash, by, now)];
        if (!Decisions.IsTurnedByBoth(Latest, ContentHash)) return null;
        Status = AdviceStatus.Concurred;
        return new(Id, District, TopicId, Latest, ContentHash, by.UserId, now);
    }

    /// <summary>A body's leader refuses the version, even one both had concurred in, as long as it is not issued.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">advice.not_submitted</exception>
    public AdviceRefused Refuse(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is AdviceStatus.Submitted or AdviceStatus.Concurred, AdviceNotSubmitted);
        Decisions = [.. Decisions, BodyDecision.Refused(Latest, ContentHash, reason, by, now)];
        Status = AdviceStatus.Drafting;
        return new(Id, District, TopicId, Latest, by.Body, by.UserId, now);
    }

    /// <summary>Issues the version both concurred in. From here on its suggestions are tracked.</summary>
    /// <param name="number">The next number of the district and year.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">advice.not_concurred</exception>
    public AdviceIssued Issue(string number, Caller by, DateTimeOffset now)
    {
        RequireConcurred();
        (Status, Number, IssuedAt) = (AdviceStatus.Issued, number, now);
        _suggestions.AddRange(Content.Suggestions.Select((suggestion, i) => AdviceSuggestion.Of(this, i + 1, suggestion, now)));
        return new(Id, District, TopicId, number, ContentHash, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">advice.not_concurred</exception>
    public void RequireConcurred() => Require(Status is AdviceStatus.Concurred, AdviceNotConcurred);

    void Add(AdviceContent content, Caller by, DateTimeOffset now)
    {
        (Content, ContentHash) = (content, Collaboration.ContentHash.Of(content));
        Latest++;
        _versions.Add(new()
        {
            AdviceId = Id,
            Number = Latest,
            District = District,
            Content = content,
            ContentHash = ContentHash,
            By = by.UserId,
            ByName = by.Name,
            At = now,
        });
    }
}
