namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>Commands on a clue.</summary>
public enum Command
{
    Edit,
    Collate,
    Withdraw,
    Submit,
    Approve,
    Return,
    Reject,
    Transfer,
    Supplement,
    Resend,
    Receive,
    Accept,
    ReturnForSupplement,
    Decline,
    Propose,
    SendBack,
    ApproveDisposal,
    Close,
    RefuseEntry,
}

/// <summary>Who acts; several of a role where it matters which.</summary>
public enum Person
{
    Author,
    Office,
    OfficeHead,
    Secretary,
    Chair,
    CppccAdmin,
    Intake,
    Handler,
    OtherHandler,
    Leader,
    DisciplineAdmin,
    ForeignOffice,
    ForeignIntake,
}

/// <summary>
/// The state machine of domain.md written down a second time, as a table and independently of the aggregate, to test the service against.
/// </summary>
/// <param name="State">Name of the state, with the level in approval and where a returned clue came from.</param>
/// <param name="Submitter">Who submitted it last.</param>
/// <param name="Pending">Whether a proposal waits for the leader.</param>
/// <param name="Supplemented">Whether something was added since it was returned for supplement.</param>
/// <param name="Sent">Whether it was ever transferred.</param>
public sealed record Model(string State = "draft", Person? Submitter = null, bool Pending = false, bool Supplemented = false, bool Sent = false)
{
    static readonly Dictionary<(string State, Command Command), string> Moves = new()
    {
        [("draft", Command.Edit)] = "draft",
        [("draft", Command.Collate)] = "collated",
        [("draft", Command.Withdraw)] = "withdrawn",
        [("draft", Command.RefuseEntry)] = "refused",
        [("collated", Command.Edit)] = "collated",
        [("collated", Command.Submit)] = "inApproval/0",
        [("collated", Command.Withdraw)] = "withdrawn",
        [("inApproval/0", Command.Approve)] = "inApproval/1",
        [("inApproval/0", Command.Return)] = "returned/cppcc",
        [("inApproval/0", Command.Reject)] = "rejected",
        [("inApproval/0", Command.Withdraw)] = "withdrawn",
        [("inApproval/1", Command.Approve)] = "inApproval/2",
        [("inApproval/1", Command.Return)] = "returned/cppcc",
        [("inApproval/1", Command.Reject)] = "rejected",
        [("inApproval/1", Command.Withdraw)] = "withdrawn",
        [("inApproval/2", Command.Approve)] = "approved",
        [("inApproval/2", Command.Return)] = "returned/cppcc",
        [("inApproval/2", Command.Reject)] = "rejected",
        [("inApproval/2", Command.Withdraw)] = "withdrawn",
        [("returned/cppcc", Command.Edit)] = "returned/cppcc",
        [("returned/cppcc", Command.Submit)] = "inApproval/0",
        [("returned/cppcc", Command.Withdraw)] = "withdrawn",
        [("approved", Command.Transfer)] = "transferred",
        [("approved", Command.Withdraw)] = "withdrawn",
        [("transferred", Command.Supplement)] = "transferred",
        [("transferred", Command.Receive)] = "received",
        [("received", Command.Supplement)] = "received",
        [("received", Command.Accept)] = "accepted",
        [("received", Command.ReturnForSupplement)] = "returned/discipline",
        [("received", Command.Decline)] = "declined",
        [("returned/discipline", Command.Supplement)] = "returned/discipline",
        [("returned/discipline", Command.Resend)] = "transferred",
        [("accepted", Command.Supplement)] = "accepted",
        [("accepted", Command.Propose)] = "accepted",
        [("accepted", Command.SendBack)] = "accepted",
        [("accepted", Command.ApproveDisposal)] = "disposed",
        [("disposed", Command.Close)] = "closed",
    };

    static readonly Dictionary<Command, Person[]> Roles = new()
    {
        [Command.Edit] = [Person.Author, Person.Office, Person.OfficeHead, Person.ForeignOffice],
        [Command.Withdraw] = [Person.Author, Person.Office, Person.OfficeHead, Person.ForeignOffice],
        [Command.Approve] = [Person.Office, Person.OfficeHead, Person.Secretary, Person.Chair, Person.ForeignOffice],
        [Command.Return] = [Person.Office, Person.OfficeHead, Person.Secretary, Person.Chair, Person.ForeignOffice],
        [Command.Reject] = [Person.Office, Person.OfficeHead, Person.Secretary, Person.Chair, Person.ForeignOffice],
        [Command.Receive] = [Person.Intake, Person.ForeignIntake],
        [Command.Accept] = [Person.Intake, Person.ForeignIntake],
        [Command.ReturnForSupplement] = [Person.Intake, Person.ForeignIntake],
        [Command.Decline] = [Person.Intake, Person.ForeignIntake],
        [Command.Propose] = [Person.Handler, Person.OtherHandler],
        [Command.SendBack] = [Person.Leader],
        [Command.ApproveDisposal] = [Person.Leader],
        [Command.Close] = [Person.Handler, Person.OtherHandler, Person.Leader],
    };

    static readonly Person[] OfficeOnly = [Person.Office, Person.OfficeHead, Person.ForeignOffice];

    /// <summary>What the service must answer: 200, 403, 404 or 409.</summary>
    public int Answer(Command command, Person by)
    {
        if (!Roles.GetValueOrDefault(command, OfficeOnly).Contains(by)) return 403;
        if (!Sees(by)) return 404;
        return Moves.ContainsKey((State, command)) && May(command, by) ? 200 : 409;
    }

    public Model After(Command command, Person by)
    {
        var next = this with { State = Moves[(State, command)] };
        return command switch
        {
            Command.Submit => next with { Submitter = by },
            Command.Transfer => next with { Sent = true },
            Command.Supplement => next with { Supplemented = State == "returned/discipline" || Supplemented },
            Command.ReturnForSupplement => next with { Supplemented = false },
            Command.Propose => next with { Pending = true },
            Command.SendBack or Command.ApproveDisposal => next with { Pending = false },
            _ => next,
        };
    }

    /// <summary>Moves that succeed now and do not end the matter early, so that walks make progress.</summary>
    public IReadOnlyList<(Command Command, Person By)> Onward() =>
        [.. Open().Where(move => move.Command is not (Command.Edit or Command.Withdraw or Command.Reject or Command.Decline or Command.Supplement or Command.RefuseEntry)
            || State == "returned/discipline")];

    /// <summary>Moves that succeed now.</summary>
    public IReadOnlyList<(Command Command, Person By)> Open() =>
        [.. Enum.GetValues<Command>().SelectMany(command => Enum.GetValues<Person>().Select(by => (Command: command, By: by)))
            .Where(move => Answer(move.Command, move.By) == 200)];

    bool Sees(Person by) => by switch
    {
        Person.Author or Person.Office or Person.OfficeHead or Person.Secretary or Person.Chair => true,
        Person.Intake or Person.Leader => Sent,
        Person.Handler => State is "accepted" or "disposed" or "closed",
        _ => false,
    };

    bool May(Command command, Person by) => (State, command) switch
    {
        (_, Command.Edit or Command.Withdraw) when by is Person.Author => State == "draft",
        ("inApproval/0", Command.Approve or Command.Return or Command.Reject) => by is Person.Office or Person.OfficeHead && by != Submitter,
        ("inApproval/1", Command.Approve or Command.Return or Command.Reject) => by is Person.Secretary,
        ("inApproval/2", Command.Approve or Command.Return or Command.Reject) => by is Person.Chair,
        (_, Command.Resend) => Supplemented,
        (_, Command.Propose) => !Pending,
        (_, Command.SendBack or Command.ApproveDisposal) => Pending,
        _ => true,
    };
}
