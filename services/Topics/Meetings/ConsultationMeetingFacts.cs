using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Meetings.Decisions;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Meetings;

/// <summary>
/// What the gate before supervision requires of consultations (协商交流会): one held on the topic, with its advice among the resolutions.
/// </summary>
internal sealed class ConsultationMeetingFacts(TopicsDb db) : IGateFactSource
{
    public async Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct)
    {
        var held = db.Set<Meeting>().Where(m => m.TopicId == topicId && m.Kind == MeetingKind.Consultation && m.Status == MeetingStatus.Held);
        facts.ConsultationHeld |= await held.AnyAsync(ct);
        facts.AdviceRecorded |= await db.Set<Decision>().AnyAsync(d => d.Status == DecisionStatus.Adopted && held.Any(m => m.Id == d.MeetingId), ct);
    }
}
