using System.Linq.Expressions;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Clues;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>Removes the application's own check of who reads what.</summary>
internal sealed class EverythingIsReadable : ClueAccess
{
    public override Expression<Func<Clue, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<ClueEvent, bool>> ReadableHistory(Caller caller) => _ => true;

    public override Expression<Func<ClueRead, bool>> ReadableLog(Caller caller) => _ => true;
}
