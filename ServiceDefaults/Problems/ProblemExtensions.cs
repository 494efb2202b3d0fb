using System.Diagnostics;
using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Supervision.ServiceDefaults.Problems;

/// <summary>Errors as RFC 9457 problem details with a stable <c>code</c>, a <c>traceId</c>, and a title in the caller's language.</summary>
public static class ProblemExtensions
{
    public const string CodeKey = "code";

    /// <summary>Adds the texts of a service's own codes (its Problems.resx and Problems.zh-CN.resx).</summary>
    public static IServiceCollection AddProblemTexts(this IServiceCollection services, ResourceManager texts) => services.AddSingleton(texts);

    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProblemTexts>();
        builder.Services.AddProblemTexts(new ResourceManager("Supervision.ServiceDefaults.Problems.Problems", typeof(ProblemExtensions).Assembly));
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Complete);
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.Configure<RequestLocalizationOptions>(localization =>
        {
            localization.DefaultRequestCulture = new RequestCulture(Languages.Chinese);
            localization.SupportedCultures = localization.SupportedUICultures = [.. Languages.All];
            localization.RequestCultureProviders = [new CustomRequestCultureProvider(context => Task.FromResult(Languages.Preferred(context.Request)))];
            localization.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    /// <summary>A problem that an endpoint returns itself, with its code.</summary>
    public static IResult Problem(int status, string code) =>
        TypedResults.Problem(statusCode: status, extensions: new Dictionary<string, object?> { [CodeKey] = code });

    static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var code = problem.Extensions.TryGetValue(CodeKey, out var given) && given is string text ? text : CodeOf(problem);
        var texts = context.HttpContext.RequestServices.GetRequiredService<ProblemTexts>();
        var violation = context.Exception as RuleViolation;
        var arguments = violation?.Arguments ?? [];
        if (violation is { Missing: { Count: > 0 } missing })
            problem.Extensions["missing"] = missing.Select(reason => new MissingReason(reason, texts.Of(reason, CultureInfo.CurrentUICulture))).ToArray();
        problem.Extensions[CodeKey] = code;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        problem.Type = $"urn:supervision:problem:{code}";
        problem.Title = texts.Of(code, CultureInfo.CurrentUICulture, arguments);
        context.HttpContext.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name; // the exception handler cleared it
        problem.Instance = context.HttpContext.Features.Get<IHttpRequestFeature>()?.Path;
    }

    static string CodeOf(ProblemDetails problem) => problem is HttpValidationProblemDetails ? "request.invalid" : problem.Status switch
    {
        400 => "request.malformed",
        401 => "signin.required",
        403 => "role.required",
        404 => "not_found",
        405 => "request.method",
        413 => "request.too_large",
        415 => "request.media_type",
        429 => "request.too_many",
        502 or 503 or 504 => "service.unavailable",
        >= 500 => "internal",
        _ => "request.refused",
    };
}

/// <summary>One thing that a rule still requires.</summary>
public sealed record MissingReason(string Code, string Title);

/// <summary>The languages of the texts; Chinese when the caller asks for neither.</summary>
public static class Languages
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    public static readonly IReadOnlyList<CultureInfo> All = [Chinese, English];

    /// <summary>Chosen by Accept-Language: any Chinese is zh-CN, any English is en.</summary>
    public static ProviderCultureResult? Preferred(HttpRequest request)
    {
        foreach (var language in request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1))
        {
            if (Named(language.Value) is { } culture) return new ProviderCultureResult(culture.Name);
        }

        return null;
    }

    static CultureInfo? Named(StringSegment language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;
}
