using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Activities;

/// <summary>A consultation may be an activity on one of the consulting platforms; its advice counts once recorded.</summary>
internal sealed class ConsultationActivityFacts(TopicsDb db) : IGateFactSource
{
    /// <summary>The kinds that count as consultations on a topic; a district's own kinds do not.</summary>
    static readonly string[] Consultations = ["consultation", "livelihoodForum", "memberStudio"];

    public async Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct)
    {
        var held = db.Set<Activity>().Where(a => a.TopicId == topicId && a.Status == ActivityStatus.Held && Consultations.Contains(a.Kind));
        facts.ConsultationHeld |= await held.AnyAsync(ct);
        facts.AdviceRecorded |= await held.AnyAsync(a => a.AdviceGiven != null, ct);
    }
}
