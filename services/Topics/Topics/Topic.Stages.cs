using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Topics.Topics.TopicRules;

namespace Supervision.Topics.Topics;

/// <summary>The moves between the stages of the loop and their gates (R4, R5).</summary>
public sealed partial class Topic
{
    /// <summary>The stages in which work is under way.</summary>
    public static readonly IReadOnlyList<TopicStatus> UnderWay =
        [TopicStatus.Selected, TopicStatus.Deliberating, TopicStatus.Supervising, TopicStatus.Concluding];

    /// <summary>
    /// Selects the topic: the effect of a held joint meeting's decision in which both bodies concur (R4). The caller locks the year, so that two
    /// meetings cannot both take the last place.
    /// </summary>
    /// <exception cref="RuleViolation">topic.not_solicited, topic.not_concurred, topic.over_target</exception>
    internal TopicStageChanged Select(Selection selection, Caller by, DateTimeOffset now)
    {
        Require(Status is TopicStatus.Solicited, NotSolicited);
        Require(selection.IsMeetingHeld && selection.CppccConcurred is not null && selection.DisciplineConcurred is not null, NotConcurred);
        var over = selection.Year.Selected >= selection.Year.Target;
        Require(!over || !string.IsNullOrWhiteSpace(selection.OverTargetReason), OverTarget, selection.Year.Target);
        (SelectedAt, DecisionId, OverTargetReason, Year) = (now, selection.DecisionId, over ? selection.OverTargetReason : null, selection.Year.Year);
        return Move(TopicStatus.Selected, TopicMoves.Decided, by, now, decision: selection.DecisionId);
    }

    /// <summary>Rejects the topic.</summary>
    /// <param name="decision">The joint meeting's decision to reject it, if any.</param>
    /// <exception cref="RuleViolation">topic.not_solicited</exception>
    public TopicStageChanged Reject(string reason, Caller by, DateTimeOffset now, Guid? decision = null)
    {
        Require(Status is TopicStatus.Solicited, NotSolicited);
        return Move(TopicStatus.Rejected, TopicMoves.Rejected, by, now, reason, decision);
    }

    /// <summary>Merges this topic into another one on the same matter.</summary>
    /// <exception cref="RuleViolation">topic.not_solicited, topic.merge_into_itself</exception>
    public TopicStageChanged MergeInto(Topic other, Caller by, DateTimeOffset now)
    {
        Require(Id != other.Id, MergeIntoItself);
        Require(Status is TopicStatus.Solicited && other.Status is TopicStatus.Solicited, NotSolicited);
        MergedIntoId = other.Id;
        other.Record(TopicEventKind.MergedFrom, by, now, new(Other: Id));
        return Move(TopicStatus.Merged, TopicMoves.Merged, by, now, other: other.Id);
    }

    /// <summary>协商建言破题 begins.</summary>
    /// <exception cref="RuleViolation">topic.not_selected, topic.gate_not_met with what is missing</exception>
    internal TopicStageChanged Deliberate(GateFacts facts, Caller by, DateTimeOffset now) =>
        Advance(TopicStatus.Selected, NotSelected, TopicStatus.Deliberating, facts, by, now);

    /// <summary>协同监督解题 begins.</summary>
    /// <exception cref="RuleViolation">topic.not_deliberating, topic.gate_not_met with what is missing</exception>
    internal TopicStageChanged StartSupervision(GateFacts facts, Caller by, DateTimeOffset now) =>
        Advance(TopicStatus.Deliberating, NotDeliberating, TopicStatus.Supervising, facts, by, now);

    /// <summary>考核评价结题 begins.</summary>
    /// <exception cref="RuleViolation">topic.not_supervising, topic.gate_not_met with what is missing</exception>
    internal TopicStageChanged Conclude(GateFacts facts, Caller by, DateTimeOffset now) =>
        Advance(TopicStatus.Supervising, NotSupervising, TopicStatus.Concluding, facts, by, now);

    /// <summary>Finishes the topic (结题, R42).</summary>
    /// <exception cref="RuleViolation">topic.not_concluding, topic.gate_not_met with what is missing</exception>
    internal TopicStageChanged Close(GateFacts facts, Caller by, DateTimeOffset now) =>
        Advance(TopicStatus.Concluding, NotConcluding, TopicStatus.Closed, facts, by, now);

    /// <summary>Suspends the topic in its stage.</summary>
    /// <exception cref="RuleViolation">topic.not_under_way</exception>
    public TopicStageChanged Suspend(string reason, Caller by, DateTimeOffset now)
    {
        Require(UnderWay.Contains(Status), NotUnderWay);
        var stage = Status;
        var fact = Move(TopicStatus.Suspended, TopicMoves.Suspended, by, now, reason);
        SuspendedIn = stage;
        return fact;
    }

    /// <summary>Resumes it in the stage where it was suspended.</summary>
    /// <exception cref="RuleViolation">topic.not_suspended</exception>
    public TopicStageChanged Resume(Caller by, DateTimeOffset now)
    {
        Require(Status is TopicStatus.Suspended, NotSuspended);
        return Move(SuspendedIn!.Value, TopicMoves.Resumed, by, now);
    }

    TopicStageChanged Advance(TopicStatus from, string otherwise, TopicStatus to, GateFacts facts, Caller by, DateTimeOffset now)
    {
        Require(Status == from, otherwise);
        var missing = Gates.Missing(to, facts);
        if (missing.Count > 0) throw new RuleViolation(GateNotMet) { Missing = missing };
        return Move(to, TopicMoves.GateMet, by, now);
    }

    TopicStageChanged Move(
        TopicStatus to, string why, Caller by, DateTimeOffset now, string? reason = null, Guid? decision = null, Guid? other = null)
    {
        var from = Status;
        (Status, StatusSince, Reason, SuspendedIn) = (to, now, reason, null);
        Record(TopicEventKind.Moved, by, now, new(from, to, reason, other, decision));
        return new(Id, District, Reference, TopicMoves.Name(from), TopicMoves.Name(to), why, TopicMoves.Next(to), by.UserId, now);
    }
}

/// <summary>A joint meeting's decision about a topic (R4).</summary>
/// <param name="IsMeetingHeld">Whether the meeting was a joint meeting and was held with its quorum.</param>
/// <param name="CppccConcurred">The leader of the conference who concurred; null if none did.</param>
/// <param name="DisciplineConcurred">The leader of the commission who concurred; null if none did.</param>
/// <param name="Year">State of the year, read under its lock (<see cref="Plans.YearTarget"/>).</param>
/// <param name="OverTargetReason">Why the topic is selected over the target, if it is.</param>
internal sealed record Selection(
    Guid DecisionId, bool IsMeetingHeld, Guid? CppccConcurred, Guid? DisciplineConcurred, Plans.YearStanding Year, string? OverTargetReason);

/// <summary>Why a topic moved and what comes next, as codes that liaisons see in their own language.</summary>
internal static class TopicMoves
{
    public const string Decided = "decided";
    public const string Rejected = "rejected";
    public const string Merged = "merged";
    public const string GateMet = "gate_met";
    public const string Suspended = "suspended";
    public const string Resumed = "resumed";

    /// <summary>The status as written in JSON and in events.</summary>
    public static string Name(TopicStatus status) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    public static string? Next(TopicStatus status) => status switch
    {
        TopicStatus.Solicited => "joint_meeting",
        TopicStatus.Selected => "implementation_plan",
        TopicStatus.Deliberating => "consultation",
        TopicStatus.Supervising => "duty_list",
        TopicStatus.Concluding => "assessment",
        TopicStatus.Suspended => "resume",
        _ => null,
    };
}
