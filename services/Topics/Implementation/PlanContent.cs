using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Implementation;

/// <summary>明查 or 暗访.</summary>
public enum Openness
{
    Open,
    Unannounced,
}

/// <summary>常规督 or 回头看.</summary>
public enum Recurrence
{
    Routine,
    LookBack,
}

/// <summary>阶段性 or 全过程.</summary>
public enum Span
{
    Phased,
    WholeProcess,
}

/// <summary>How a topic is supervised; a plan may name both of a pair.</summary>
public sealed record PlanModes(
    [property: MinLength(1), MaxLength(2)] IReadOnlyList<Openness> Openness,
    [property: MinLength(1), MaxLength(2)] IReadOnlyList<Recurrence> Recurrence,
    [property: MinLength(1), MaxLength(2)] IReadOnlyList<Span> Span);

/// <summary>A unit under supervision.</summary>
/// <param name="Code">Its code if it is on the platform, else null.</param>
public sealed record SupervisedUnit([property: PlainText(40)] string? Code, [property: PlainText(200)] string Name);

/// <summary>A step of the schedule; days of the district's zone, both inclusive.</summary>
public sealed record ScheduleStep([property: PlainText(200)] string Name, DateOnly From, DateOnly To);

/// <summary>Content of an implementation plan (R6); both bodies concur in it by its hash.</summary>
/// <param name="TeamId">The team, as published by the Supervisors service.</param>
/// <param name="CppccLeader">Linked leader of the conference (领导联系指导).</param>
/// <param name="DisciplineLeader">Linked leader of the commission.</param>
public sealed record PlanContent(
    [property: PlainText(10_000)] string Goals,
    [property: MaxLength(50)] IReadOnlyList<SupervisedUnit> Units,
    PlanModes Modes,
    [property: MaxLength(50)] IReadOnlyList<ScheduleStep> Schedule,
    Guid? TeamId = null,
    Guid? CppccLeader = null,
    Guid? DisciplineLeader = null)
{
    internal static readonly PlanContent Empty = new("", [], new([], [], []), []);

    /// <summary>Whether it contains everything the leaders must concur in.</summary>
    [JsonIgnore]
    internal bool IsComplete => Units.Count > 0 && Schedule.Count > 0 && TeamId is not null && CppccLeader is not null && DisciplineLeader is not null;
}
