using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

public enum RegistrationStatus
{
    Registered,
    Waiting,
    Withdrawn,
}

/// <summary>Registration of somebody of the public. Their receipt code, which only they have, is all they need to return to it.</summary>
public sealed class ActivityRegistration
{
    /// <summary>No codes are accepted after this many wrong attendance codes, so that six digits cannot be guessed.</summary>
    const int MostTries = 10;

    public required Guid Id { get; init; }

    public required Guid ActivityId { get; init; }

    public required string District { get; init; }

    /// <summary>Order of arrival, from 1.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required string Phone { get; init; }

    /// <summary>SHA-256 of the receipt code, lower-case hex.</summary>
    public required string ReceiptHash { get; init; }

    public required DateTimeOffset At { get; init; }

    public required RegistrationStatus Status { get; set; }

    public DateTimeOffset? AttendedAt { get; private set; }

    /// <summary>Wrong attendance codes so far.</summary>
    public int Tries { get; private set; }

    /// <summary>Signs in on site with its code.</summary>
    /// <returns>Whether the code was right; a wrong one is counted, and the count has to be saved.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">
    /// attendance.not_open, attendance.too_many_tries, registration.withdrawn, registration.waiting
    /// </exception>
    public bool Attend(Activity activity, string code, DateTimeOffset now)
    {
        Require(Status is not RegistrationStatus.Withdrawn, RegistrationWithdrawn);
        Require(Status is not RegistrationStatus.Waiting, RegistrationWaiting);
        activity.RequireAttendanceOpen(now);
        Require(Tries < MostTries, AttendanceTooManyTries);
        if (!activity.IsAttendanceCode(code))
        {
            Tries++;
            return false;
        }

        AttendedAt ??= now;
        return true;
    }
}

/// <summary>
/// The places of an activity. Giving or taking back a place locks this row, so that concurrent requests never overbook and nobody overtakes the
/// waiting list.
/// </summary>
public sealed class ActivitySeats
{
    /// <summary>Maximum length of the waiting list.</summary>
    public const int MostWaiting = 1000;

    public required Guid ActivityId { get; init; }

    public required string District { get; init; }

    public int Places { get; private set; }

    public int Taken { get; private set; }

    public int Waiting { get; private set; }

    /// <summary>The last number given.</summary>
    public int Last { get; private set; }

    public int Free => Math.Max(0, Places - Taken);

    /// <summary>Gives a place, or one on the waiting list.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">registration.full</exception>
    public (int Number, RegistrationStatus Status) Take()
    {
        Last++;
        if (Taken < Places)
        {
            Taken++;
            return (Last, RegistrationStatus.Registered);
        }

        Require(Waiting < MostWaiting, RegistrationFull);
        Waiting++;
        return (Last, RegistrationStatus.Waiting);
    }

    /// <summary>Takes back a place, or one on the waiting list.</summary>
    /// <returns>Whether the first on the waiting list now has the place.</returns>
    public bool Release(RegistrationStatus held)
    {
        if (held is RegistrationStatus.Waiting)
        {
            Waiting--;
            return false;
        }

        Taken--;
        return Advance(1) == 1;
    }

    /// <summary>Sets the number of places.</summary>
    /// <returns>How many from the head of the waiting list now have one.</returns>
    public int Resize(int places)
    {
        Places = places;
        return Advance(Free);
    }

    int Advance(int most)
    {
        var moved = Math.Min(Math.Min(most, Free), Waiting);
        Taken += moved;
        Waiting -= moved;
        return moved;
    }
}
