using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using Microsoft.Net.Http.Headers;

namespace Supervision.Identity.Pages;

/// <summary>The server-rendered pages: sign-in, sign-out, who is signed in, errors.</summary>
internal static class PageSetup
{
    /// <summary>
    /// Only our own style sheet and picture, and no scripts. A form may lead to the callback addresses of native clients, because browsers
    /// also check redirects after a form against this list.
    /// </summary>
    const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' supervision: http://127.0.0.1:*; frame-ancestors 'none'; base-uri 'none'";

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages();
        builder.Services.Configure<WebEncoderOptions>(html => html.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)); // 中 stays 中
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "identity.form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.Configure<RequestLocalizationOptions>(localization =>
            localization.RequestCultureProviders.Insert(0, LanguageSwitch.Provider));
    }

    /// <summary>Adds security headers, and shows pages to people where programs get problem details.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers[HeaderNames.XFrameOptions] = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        app.UseStaticFiles();
        app.UseWhen(IsForPeople, people => people.UseExceptionHandler("/error").UseStatusCodePagesWithReExecute("/error"));
        app.UseRouting(); // after these, so that they can rewrite the path
    }

    public static void MapPages(this WebApplication app) => app.MapRazorPages();

    static bool IsForPeople(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
