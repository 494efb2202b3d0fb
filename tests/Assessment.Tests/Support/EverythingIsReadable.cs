using System.Linq.Expressions;
using Supervision.Assessment.Access;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Forms;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Tests.Support;

/// <summary>The application's own word on who reads what, taken out.</summary>
internal sealed class EverythingIsReadable : AssessmentAccess
{
    public override Expression<Func<FeedbackForm, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<FormItem, bool>> ReadableItems(Caller caller) => _ => true;

    public override Expression<Func<TopicAssessment, bool>> ReadableAssessments(Caller caller) => _ => true;
}
