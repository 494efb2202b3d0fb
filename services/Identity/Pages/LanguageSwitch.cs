using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Localization;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Identity.Pages;

/// <summary>The language of the pages: OpenID Connect's <c>ui_locales</c> in the address, or else the browser's language.</summary>
internal static class LanguageSwitch
{
    const string Parameter = "ui_locales";

    /// <summary>The current address in another language.</summary>
    public static string Link(HttpRequest request, string language)
    {
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != Parameter)) { { Parameter, language } };
        return request.PathBase + request.Path + query;
    }

    /// <summary>Address of another page of this server, in the language chosen here.</summary>
    public static string Keep(HttpRequest request, string page) =>
        request.PathBase + page + (request.Query[Parameter] is [{ Length: > 0 } chosen] ? QueryString.Create(Parameter, chosen) : QueryString.Empty);

    public static string? Current(string language) => CultureInfo.CurrentUICulture.Name == language ? "true" : null;

    public static IRequestCultureProvider Provider { get; } = new CustomRequestCultureProvider(context =>
    {
        foreach (var wanted in context.Request.Query[Parameter].SelectMany(value => value?.Split(' ') ?? []))
        {
            var known = Languages.All.FirstOrDefault(language => wanted.StartsWith(language.Name[..2], StringComparison.OrdinalIgnoreCase));
            if (known is not null) return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(known.Name));
        }

        return Task.FromResult<ProviderCultureResult?>(null);
    });
}
