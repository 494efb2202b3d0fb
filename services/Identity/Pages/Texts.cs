using System.Globalization;
using System.Resources;

namespace Supervision.Identity.Pages;

/// <summary>Texts of the pages, in the language of the request.</summary>
internal static class Texts
{
    static readonly ResourceManager Resources = new("Supervision.Identity.Pages.Texts", typeof(Texts).Assembly);

    public static string Of(string key) => Resources.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
