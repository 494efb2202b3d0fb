using System.Linq.Expressions;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Protection;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Tests.Field;

/// <summary>Removes the application's own check of who reads field work.</summary>
internal sealed class EverythingOfTheFieldIsReadable : FieldAccess
{
    public override Expression<Func<Visit, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<Finding, bool>> ReadableFindings(Caller caller) => _ => true;

    public override Expression<Func<Whistle, bool>> ReadableWhistles(Caller caller) => _ => true;
}

/// <summary>Removes the application's own check of who sees which protection case.</summary>
internal sealed class EveryCaseIsSeen : ProtectionAccess
{
    public override bool MaySee(ProtectionCase @case, Caller caller) => true;
}
