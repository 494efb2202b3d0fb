using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>Kind of a place in the directory (R21).</summary>
public enum PlaceKind
{
    /// <summary>委员工作室.</summary>
    MemberStudio,

    /// <summary>民生议事堂.</summary>
    CivicHall,

    /// <summary>社情民意联系点.</summary>
    OpinionPoint,

    /// <summary>派驻（出）机构 of the commission.</summary>
    ResidentOffice,
}

/// <summary>A contact at a place.</summary>
public sealed record PlaceContact([property: PlainText(100)] string Name, [property: PlainText(40)] string? Phone = null);

/// <summary>Content of a place's directory entry.</summary>
/// <param name="Hours">When it is open, in words.</param>
/// <param name="Keepers">Users who whistle for it.</param>
/// <param name="ResidentOffices">Linked resident offices, which are places of that kind.</param>
internal sealed record PlaceCard(
    PlaceKind Kind, string Name, string Address, string? Hours, MapPoint? Position, IReadOnlyList<PlaceContact> Contacts, IReadOnlyList<Guid> Keepers,
    IReadOnlyList<Guid> ResidentOffices);

/// <summary>A place of the directory (R21): where members meet the public, and where supervision is reached.</summary>
public sealed class Place : IVersioned
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public PlaceKind Kind { get; private set; }

    /// <summary>Unique among its kind in the district.</summary>
    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string? Hours { get; private set; }

    public MapPoint? Position { get; private set; }

    public IReadOnlyList<PlaceContact> Contacts { get; private set; } = [];

    public Guid[] Keepers { get; private set; } = [];

    public Guid[] ResidentOffices { get; private set; } = [];

    public bool Active { get; private set; }

    /// <summary>Text that searches look in, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    public DateTimeOffset EnteredAt { get; private set; }

    public uint Version { get; private set; }

    Place()
    {
    }

    internal static Place Enter(string district, PlaceCard card, DateTimeOffset now)
    {
        var place = new Place { Id = Guid.CreateVersion7(now), District = district, Active = true, EnteredAt = now };
        place.Take(card);
        return place;
    }

    internal void Take(PlaceCard card)
    {
        (Kind, Name, Address, Hours, Position) = (card.Kind, card.Name, card.Address, card.Hours, card.Position);
        (Contacts, Keepers, ResidentOffices) = (card.Contacts, [.. card.Keepers.Distinct()], [.. card.ResidentOffices.Distinct()]);
        SearchText = string.Join('\n', [Name, Address, .. Contacts.Select(contact => contact.Name)]).ToLowerInvariant();
    }

    /// <summary>Removes it from the directory, or restores it; whistles it raised stay.</summary>
    internal void Use(bool active) => Active = active;
}

/// <summary>The place from which a supervisor declared to be reachable: the only position of theirs that dispatch knows (R20).</summary>
public sealed class SupervisorBase
{
    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required Guid PlaceId { get; set; }

    public required DateTimeOffset DeclaredAt { get; set; }
}
