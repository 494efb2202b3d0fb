using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Assessment.Forms;
using Supervision.Contracts;

namespace Supervision.Assessment.Sources;

/// <summary>Keeps findings that continue as rectifications; one disposed of otherwise is dropped if no form uses it yet.</summary>
internal sealed class FindingConsumer(AssessmentDb db) : IConsumer<FindingReferred>
{
    const string Rectification = "rectification";

    public async Task Consume(ConsumeContext<FindingReferred> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var standing = @event.Standing && @event.Disposition == Rectification;
        var source = await db.Set<FormSource>().FindAsync([@event.FindingId], ct);
        if (source is null)
        {
            // A finding that never was a rectification is not kept: this service must not hold a clue's text.
            if (@event.Disposition == Rectification) db.Add(Of(@event, standing));
            return;
        }

        if (@event.Version <= source.HandedVersion) return;
        (source.Standing, source.HandedVersion) = (standing, @event.Version);
        if (!standing)
        {
            if (!await db.Set<SourceUse>().AnyAsync(u => u.SourceId == source.Id, ct))
                (source.Heading, source.Description, source.Units) = ("", "", []); // the row stays, so that a late event finds its version
            return;
        }

        (source.Reference, source.TopicId, source.Field, source.Units) = (@event.Reference, @event.TopicId, @event.Field, [.. @event.Units]);
        (source.Severity, source.Heading, source.Description) = (SeverityOf(@event), @event.Heading, @event.Description);
    }

    static FormSource Of(FindingReferred e, bool standing) => new()
    {
        Id = e.FindingId,
        District = e.District,
        Kind = SourceKind.Finding,
        Reference = e.Reference,
        TopicId = e.TopicId,
        Field = e.Field,
        Units = standing ? [.. e.Units] : [],
        Severity = SeverityOf(e),
        Heading = standing ? e.Heading : "",
        Description = standing ? e.Description : "",
        Standing = standing,
        HandedVersion = e.Version,
        At = e.At,
    };

    static Severity SeverityOf(FindingReferred e) => Enum.Parse<Severity>(e.Severity, ignoreCase: true);
}

/// <summary>Keeps the suggestions of issued advice reports.</summary>
internal sealed class SuggestionConsumer(AssessmentDb db) : IConsumer<SuggestionHandedOver>
{
    public async Task Consume(ConsumeContext<SuggestionHandedOver> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (await db.Set<FormSource>().FindAsync([@event.SuggestionId], ct) is not null) return;
        db.Add(new FormSource
        {
            Id = @event.SuggestionId,
            District = @event.District,
            Kind = SourceKind.Suggestion,
            Reference = $"{@event.Report}第{@event.Number}条",
            TopicId = @event.TopicId,
            Field = @event.Field,
            Units = [@event.Unit],
            Severity = Severity.Minor,
            Heading = "",
            Description = @event.Description,
            Standing = true,
            HandedVersion = 1,
            At = @event.At,
        });
    }
}
