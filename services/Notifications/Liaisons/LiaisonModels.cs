using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Notifications.Liaisons;

/// <summary>A liaison's entry.</summary>
/// <param name="Name">The name both bodies are to use, at most 50 characters.</param>
/// <param name="StandIn">Another liaison of the body.</param>
/// <param name="From">First day, in the district's zone.</param>
/// <param name="Until">Last day; null: open-ended.</param>
/// <param name="AwayFrom">First day on which the stand-in is in charge; together with <paramref name="AwayUntil"/>.</param>
public record LiaisonRequest(
    [PlainText(50)] string Name, DateOnly From, DateOnly? Until = null, Guid? StandIn = null, [PlainText(50)] string? StandInName = null,
    DateOnly? AwayFrom = null, DateOnly? AwayUntil = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Until < From) yield return new("until must not be before from.", [nameof(Until)]);
        if (StandIn is null != StandInName is null) yield return new("A stand-in must be given with a name.", [nameof(StandIn)]);
        if (AwayFrom is null != AwayUntil is null || AwayUntil < AwayFrom) yield return new("awayFrom and awayUntil are given together, in order.", [nameof(AwayFrom)]);
        if (AwayFrom is not null && StandIn is null) yield return new("An absence needs a stand-in.", [nameof(StandIn)]);
    }
}

/// <summary>Somebody to enter as liaison.</summary>
/// <param name="UserId">An active liaison of the own body.</param>
/// <inheritdoc cref="LiaisonRequest"/>
public sealed record NewLiaisonRequest(
    Guid UserId, string Name, DateOnly From, DateOnly? Until = null, Guid? StandIn = null, string? StandInName = null,
    DateOnly? AwayFrom = null, DateOnly? AwayUntil = null) : LiaisonRequest(Name, From, Until, StandIn, StandInName, AwayFrom, AwayUntil);

/// <inheritdoc cref="LiaisonRequest"/>
/// <param name="InCharge">Who is in charge today by the dates of the entry; null outside them.</param>
public sealed record LiaisonView(
    Guid Id, string Body, Guid UserId, string Name, Guid? StandIn, string? StandInName, DateOnly From, DateOnly? Until, DateOnly? AwayFrom, DateOnly? AwayUntil,
    Guid? InCharge, string EntityTag)
{
    internal static LiaisonView For(Liaison l, DateOnly today) => new(
        l.Id, l.Body, l.UserId, l.Name, l.StandIn, l.StandInName, l.From, l.Until, l.AwayFrom, l.AwayUntil, l.InCharge(today, _ => true), EntityTags.Of(l.Version));
}
