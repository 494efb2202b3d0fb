using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Topics.Advice;

/// <summary>Outcome of a suggestion or a submission.</summary>
public enum Adoption
{
    /// <summary>No answer yet.</summary>
    Pending,
    Adopted,
    PartlyAdopted,
    NotAdopted,
}

internal static class AdoptionNames
{
    /// <summary>Its name in events.</summary>
    public static string Name(this Adoption adoption) => adoption switch
    {
        Adoption.Adopted => Adoptions.Adopted,
        Adoption.PartlyAdopted => Adoptions.PartlyAdopted,
        Adoption.NotAdopted => Adoptions.NotAdopted,
        _ => throw new ArgumentOutOfRangeException(nameof(adoption), adoption, "Not an answer."),
    };
}

/// <summary>One suggestion of an issued report and its outcome (采纳情况).</summary>
public sealed class AdviceSuggestion : IVersioned
{
    public Guid Id { get; private set; }

    public Guid AdviceId { get; private set; }

    public Guid TopicId { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Its position in the report, from 1.</summary>
    public int Number { get; private set; }

    public string Text { get; private set; } = "";

    public string Unit { get; private set; } = "";

    public string? UnitCode { get; private set; }

    public Adoption Adoption { get; private set; }

    /// <summary>What the unit replied.</summary>
    public string? Reply { get; private set; }

    public Guid? RecordedBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public uint Version { get; private set; }

    AdviceSuggestion()
    {
    }

    internal static AdviceSuggestion Of(AdviceReport report, int number, Suggestion suggestion, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AdviceId = report.Id,
        TopicId = report.TopicId,
        District = report.District,
        Number = number,
        Text = suggestion.Text,
        Unit = suggestion.Unit,
        UnitCode = suggestion.UnitCode,
    };

    /// <summary>Passes it with its wording to the assessment service, which may turn it into an item of a feedback form (R34).</summary>
    /// <param name="report">Number the report was issued under.</param>
    /// <param name="field">The topic's field.</param>
    internal SuggestionHandedOver HandOver(string report, string field, Caller by, DateTimeOffset now) =>
        new(Id, District, TopicId, Number, report, UnitCode ?? Unit, Text, by.UserId, now, field);

    /// <summary>Records the unit's answer; a later answer replaces an earlier one.</summary>
    public AdviceAnswered Answer(Adoption adoption, string reply, Caller by, DateTimeOffset now)
    {
        (Adoption, Reply, RecordedBy, AnsweredAt) = (adoption, reply, by.UserId, now);
        return new(AdviceId, District, TopicId, Id, adoption.Name(), by.UserId, now);
    }
}
