namespace Supervision.Contracts;

/// <summary>One body sent the other a stage brief (阶段简报, R46); its content is read in the owning service.</summary>
/// <param name="TopicId">The topic whose stage it is about.</param>
/// <param name="Reference">Reference of the topic in its district.</param>
/// <param name="FromBody">The body that sent it.</param>
/// <param name="By">The liaison who sent it.</param>
public sealed record StageBriefSent(
    Guid BriefId, string District, Guid TopicId, string Reference, string FromBody, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => BriefId;
}
