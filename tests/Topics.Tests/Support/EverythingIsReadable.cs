using System.Linq.Expressions;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Meetings;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Support;

/// <summary>The application's own word on who reads which topics, taken out.</summary>
internal sealed class EverythingIsReadable : TopicAccess
{
    public override Expression<Func<Topic, bool>> Readable(Caller caller) => _ => true;
}

/// <summary>The application's own word on who reads which meetings, taken out.</summary>
internal sealed class EveryMeetingIsReadable : MeetingAccess
{
    public override Expression<Func<Meeting, bool>> Readable(Caller caller) => _ => true;
}
