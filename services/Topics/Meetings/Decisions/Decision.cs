using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings.Agenda;
using static Supervision.Topics.Meetings.MeetingRules;

namespace Supervision.Topics.Meetings.Decisions;

public enum DecisionKind
{
    /// <summary>A proposal becomes a topic (R4).</summary>
    Selection,

    /// <summary>Any other resolution; at a consultation, advice.</summary>
    Resolution,
}

/// <summary>Status of a decision. The names are stored.</summary>
public enum DecisionStatus
{
    /// <summary>Waits for the leader of a body.</summary>
    Pending,
    Adopted,
    Refused,
}

/// <summary>
/// A decision of a held meeting, with its wording (R3). At a joint meeting it takes effect when the entitled leader of each body concurs in
/// the same wording (R4): the conference's chair and the commission's leader. Either may refuse.
/// </summary>
public sealed class Decision
{
    readonly List<Concurrence> _concurrences = [];

    public Guid Id { get; private set; }

    public Guid MeetingId { get; private set; }

    public string District { get; private set; } = "";

    public Guid AgendaItemId { get; private set; }

    /// <summary>The subject of the agenda item.</summary>
    public Guid? SubjectId { get; private set; }

    public DecisionKind Kind { get; private set; }

    public DecisionStatus Status { get; private set; }

    public string Wording { get; private set; } = "";

    /// <summary>Why a topic is selected over the yearly target (R4).</summary>
    public string? OverTargetReason { get; private set; }

    /// <summary>Version of the agenda it was taken on.</summary>
    public int AgendaVersion { get; private set; }

    /// <summary>Grows when the wording changes; concurrences count only for their round.</summary>
    public int Round { get; private set; }

    /// <summary>SHA-256 of the decision's content, lower-case hex.</summary>
    public string ContentHash { get; private set; } = "";

    public Guid RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When it was adopted or refused.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Why a leader refused it.</summary>
    public string? Reason { get; private set; }

    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    public uint Version { get; private set; }

    /// <summary>The leaders' answers of every round.</summary>
    public IReadOnlyList<Concurrence> Concurrences => _concurrences;

    Decision()
    {
    }

    /// <summary>Records what a held meeting decided.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// meeting.not_held, meeting.minutes_issued, meeting.agenda_stale, decision.item_unknown, decision.subject_unfit
    /// </exception>
    internal static Decision Record(Meeting meeting, DecisionDraft draft, Caller by, DateTimeOffset now)
    {
        meeting.RequireOpenMinutes();
        var item = meeting.MatterOf(draft.AgendaItem, draft.AgendaVersion);
        // Only the double key of a joint meeting can select a topic.
        Require(draft.Kind is not DecisionKind.Selection || (item.Kind is AgendaKind.Selection && meeting.Rule.Concurs), DecisionSubjectUnfit);
        var decision = new Decision
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = meeting.Id,
            District = meeting.District,
            AgendaItemId = item.Id,
            SubjectId = item.SubjectId,
            Kind = draft.Kind,
            AgendaVersion = draft.AgendaVersion,
            RecordedBy = by.UserId,
            RecordedAt = now,
        };
        decision.Word(draft.Wording, draft.OverTargetReason);
        if (!meeting.Rule.Concurs) decision.Settle(DecisionStatus.Adopted, now);
        return decision;
    }

    /// <summary>Changes the wording of a pending decision; the leaders' answers to the former wording no longer count.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">decision.not_pending</exception>
    internal DecisionAwaitingConcurrence Revise(string wording, string? overTargetReason, Caller by, DateTimeOffset now)
    {
        Require(Status is DecisionStatus.Pending, DecisionNotPending);
        Word(wording, overTargetReason);
        return Awaiting([], by.UserId, now);
    }

    /// <summary>The entitled leader of a body concurs.</summary>
    /// <param name="seen">Hash of the content the leader read.</param>
    /// <returns>The event; adopted once the second body concurs.</returns>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// decision.not_pending, decision.changed, decision.taken_by_body
    /// </exception>
    internal IIntegrationEvent Concur(string seen, string? remark, Caller by, DateTimeOffset now)
    {
        Say(true, seen, remark, by, now);
        if (!HasConcurrenceOf(Bodies.Cppcc) || !HasConcurrenceOf(Bodies.Discipline)) return new DecisionConcurred(Id, MeetingId, District, by.Body, by.UserId, now);
        Settle(DecisionStatus.Adopted, now);
        return new DecisionAdopted(Id, MeetingId, District, ContentHash, SubjectId, by.UserId, now);
    }

    /// <summary>The entitled leader of a body refuses; the reason goes to the next agenda.</summary>
    /// <inheritdoc cref="Concur"/>
    internal DecisionRefused Refuse(string seen, string reason, Caller by, DateTimeOffset now)
    {
        Say(false, seen, reason, by, now);
        Settle(DecisionStatus.Refused, now);
        Reason = reason;
        return new(Id, MeetingId, District, by.Body, RecordedBy, by.UserId, now);
    }

    /// <param name="leaders">Those who may concur.</param>
    internal DecisionAwaitingConcurrence Awaiting(IReadOnlyList<Guid> leaders, Guid by, DateTimeOffset now) =>
        new(Id, MeetingId, District, ContentHash, leaders, by, now);

    /// <summary>Whether the leader of a body has concurred in the current wording.</summary>
    internal bool HasConcurrenceOf(string body) => ConcurrenceOf(body) is not null;

    internal Concurrence? ConcurrenceOf(string body) => _concurrences.Find(c => c.Round == Round && c.Concurs && c.Body == body);

    void Say(bool concurs, string seen, string? remark, Caller by, DateTimeOffset now)
    {
        Require(Status is DecisionStatus.Pending, DecisionNotPending);
        Require(string.Equals(seen, ContentHash, StringComparison.Ordinal), DecisionChanged);
        Require(!HasConcurrenceOf(by.Body), DecisionTakenByBody);
        _concurrences.Add(new()
        {
            DecisionId = Id,
            District = District,
            Round = Round,
            Body = by.Body,
            Concurs = concurs,
            Remark = remark,
            ContentHash = ContentHash,
            By = by.UserId,
            ByName = by.Name,
            At = now,
        });
    }

    void Word(string wording, string? overTargetReason)
    {
        (Wording, OverTargetReason) = (wording, overTargetReason);
        Round++;
        var canonical = JsonSerializer.SerializeToUtf8Bytes(
            new { MeetingId, AgendaItemId, SubjectId, Kind, Wording, OverTargetReason }, JsonDefaults.Options);
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(canonical));
    }

    void Settle(DecisionStatus status, DateTimeOffset now) => (Status, SettledAt) = (status, now);
}

/// <summary>A decision to record.</summary>
internal sealed record DecisionDraft(Guid AgendaItem, int AgendaVersion, DecisionKind Kind, string Wording, string? OverTargetReason);

/// <summary>A body leader's answer to a decision; never changed.</summary>
public sealed class Concurrence
{
    public required Guid DecisionId { get; init; }

    public required string District { get; init; }

    public required int Round { get; init; }

    public required string Body { get; init; }

    /// <summary>False for a refusal.</summary>
    public required bool Concurs { get; init; }

    public required string? Remark { get; init; }

    /// <summary>SHA-256 of the content answered, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("decisions");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.District).HasMaxLength(6);
        builder.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(d => d.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(d => d.ContentHash).HasMaxLength(64);
        builder.Property(d => d.Version).IsRowVersion();
        // One decision per item: of two recorded at once, the second transaction fails.
        builder.HasIndex(d => d.AgendaItemId).IsUnique();
        builder.HasIndex(d => d.MeetingId);
        builder.HasIndex(d => d.SubjectId);
        builder.HasIndex(d => new { d.District, d.Status });
        builder.HasOne<Meeting>().WithMany().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(d => d.AgendaItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(d => d.Concurrences).WithOne().HasForeignKey(c => c.DecisionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConcurrenceConfiguration : IEntityTypeConfiguration<Concurrence>
{
    public void Configure(EntityTypeBuilder<Concurrence> builder)
    {
        builder.ToTable("concurrences");
        builder.HasKey(c => new { c.DecisionId, c.Round, c.Body }); // one answer of each body per wording
        builder.Property(c => c.District).HasMaxLength(6);
        builder.Property(c => c.Body).HasMaxLength(20);
        builder.Property(c => c.ContentHash).HasMaxLength(64);
    }
}
