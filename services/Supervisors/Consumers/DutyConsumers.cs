using MassTransit;
using Supervision.Contracts;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.DutyRecord;

namespace Supervision.Supervisors.Consumers;

/// <summary>Keeps a copy of who came to which activity.</summary>
internal sealed class AttendanceConsumer(SupervisorsDb db) : IConsumer<ActivityAttended>
{
    public async Task Consume(ConsumeContext<ActivityAttended> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        foreach (var user in @event.Attendees.Distinct())
        {
            if (await db.FindAsync<AttendedActivity>([@event.ActivityId, user], ct) is not null) continue;
            db.Add(new AttendedActivity { ActivityId = @event.ActivityId, UserId = user, District = @event.District, At = @event.Starts });
        }
    }
}

/// <summary>Keeps a copy of who submitted which submission; one submitted again after a return counts once, at its first time.</summary>
internal sealed class SubmissionConsumer(SupervisorsDb db) : IConsumer<SubmissionReceived>
{
    public async Task Consume(ConsumeContext<SubmissionReceived> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (await db.FindAsync<HandedInSubmission>([@event.SubmissionId], ct) is not null) return;
        db.Add(new HandedInSubmission
        {
            SubmissionId = @event.SubmissionId,
            UserId = @event.Author,
            District = @event.District,
            Reference = @event.Reference,
            At = @event.At,
        });
    }
}
