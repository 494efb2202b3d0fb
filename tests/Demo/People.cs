using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Demo;

/// <summary>
/// The people of a run, each signed in once: a whole office shares an address, and sign-ins from one are limited.
/// </summary>
/// <param name="traffic">Records their responses; strangers' responses are not recorded.</param>
internal sealed class People(Uri gateway, SampleAccounts samples, Traffic traffic) : IDisposable
{
    readonly Dictionary<string, Person> _signedIn = [];

    public SampleAccounts Samples => samples;

    /// <summary>Somebody of the public.</summary>
    public Visitor Public { get; } = new(gateway, traffic);

    /// <summary>The other sample district.</summary>
    public static string OtherThan(string district) => district == SampleAccounts.Dongtou ? SampleAccounts.Lucheng : SampleAccounts.Dongtou;

    /// <param name="which">Which of the people who hold only this role.</param>
    public Task<Person> InAsync(Role role, string district, int which = 0) => InAsync(samples.Holders(role, district)[which], traffic);

    /// <summary>Somebody who must not see anything of this, while seeing their own matters.</summary>
    public Task<Person> StrangerAsync(Role role, string district) => InAsync(samples.Holder(role, district), null);

    async Task<Person> InAsync(SampleAccount account, Traffic? noted)
    {
        if (_signedIn.TryGetValue(account.Username, out var person)) return person;
        return _signedIn[account.Username] = await Person.SignInAsync(gateway, account, noted);
    }

    public void Dispose()
    {
        foreach (var person in _signedIn.Values) person.Dispose();
        Public.Dispose();
    }
}
