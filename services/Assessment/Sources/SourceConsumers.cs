using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Assessment.Forms;
using Supervision.Contracts;

namespace Supervision.Assessment.Sources;

/// <summary>Keeps the findings that go on as rectifications; one disposed of otherwise is dropped where no form took it up yet.</summary>
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
            // What never went on here is nothing to keep: a clue's words are not for this service.
            if (@event.Disposition == Rectification) db.Add(Of(@event, standing));
            return;
        }

        if (@event.Version <= source.HandedVersion) return;
        (source.Standing, source.HandedVersion) = (standing, @event.Version);
        if (!standing)
        {
            if (!await db.Set<SourceUse>().AnyAsync(u => u.SourceId == source.Id, ct))
                (source.Heading, source.Description, source.Units) = ("", "", []); // the row stays, so that an event that comes late finds its version
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

/// <summary>Keeps what issued advice reports suggest.</summary>
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
