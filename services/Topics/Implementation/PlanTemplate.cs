using System.ComponentModel.DataAnnotations;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Implementation;

/// <summary>A step of a template, in days from the start of the plan.</summary>
/// <param name="Starts">Days from the beginning, from 0.</param>
/// <param name="Days">How long it takes, from 1.</param>
public sealed record TemplateStep([property: PlainText(200)] string Name, [property: Range(0, 730)] int Starts, [property: Range(1, 730)] int Days);

/// <summary>Initial content of plans for a class of topics.</summary>
public sealed record TemplateContent(
    [property: PlainText(100)] string Name,
    [property: PlainText(10_000)] string Goals,
    PlanModes Modes,
    [property: MinLength(1), MaxLength(50)] IReadOnlyList<TemplateStep> Schedule)
{
    /// <summary>Default of every class until the district has its own template: the five stages over half a year.</summary>
    internal static readonly TemplateContent Usual = new(
        "通用实施方案",
        "围绕议题开展协同监督，摸清情况、找准问题、协商建言、推动整改。",
        new([Openness.Open, Openness.Unannounced], [Recurrence.Routine], [Span.Phased]),
        [
            new("联合调研征题", 0, 20), new("集中会商选题", 20, 10), new("协商建言破题", 30, 40),
            new("协同监督解题", 70, 80), new("考核评价结题", 150, 30),
        ]);

    /// <summary>A plan from the template, starting on the given day.</summary>
    internal PlanContent From(DateOnly start) => new(
        Goals, [], Modes, [.. Schedule.Select(step => new ScheduleStep(step.Name, start.AddDays(step.Starts), start.AddDays(step.Starts + step.Days - 1)))]);
}

/// <summary>A district's template for a class of topics, kept by its admin.</summary>
public sealed class PlanTemplate : IVersioned
{
    public required string District { get; init; }

    public required string TopicClass { get; init; }

    public required TemplateContent Content { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }
}
