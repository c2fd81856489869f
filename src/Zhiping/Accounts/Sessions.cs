using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>
/// Sessions: 30 minutes without a request end one, 12 hours end any, a new password ends all of a person's. Their time is
/// the machine's, never the moved one.
/// </summary>
public static class Sessions
{
    public const string Scheme = "zp";
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Stamp = "zp.stamp";
    private const string Acting = "zp.acting";
    private const string Since = "zp.since";

    /// <summary>Signs a person in, acting for a body of the person's appointments or for nobody.</summary>
    public static Task SignInAsync(HttpContext http, Account account, string name, Guid? actingBodyId)
        => WriteAsync(http, account.Id, account.SecurityStamp!, name, actingBodyId, http.RequestServices.GetRequiredService<RealClock>().Now);

    /// <summary>Changes for whom the signed-in person acts; the session's age stays.</summary>
    public static async Task ActForAsync(HttpContext http, Guid? bodyId)
    {
        var present = await http.AuthenticateAsync(Scheme);
        var id = Guid.Parse(present.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!);
        await WriteAsync(
            http, id, present.Principal!.FindFirstValue(Stamp)!, present.Principal!.Identity!.Name!, bodyId, SinceOf(present.Properties!));
    }

    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(Scheme);

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "zp-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/signin";
        options.ReturnUrlParameter = "to";
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        var redirect = options.Events.OnRedirectToLogin;
        options.Events.OnRedirectToLogin = context =>
        {
            // A person is shown where to sign in, after a form too, and comes back to the page that held it; what is fetched by script or program is told.
            if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            {
                return redirect(HttpMethods.IsGet(context.Request.Method) ? context : BackToTheForm(context));
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    /// <summary>The page on which the form stood; a post's own address may show nothing.</summary>
    private static RedirectContext<CookieAuthenticationOptions> BackToTheForm(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var page = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == request.Host.Value
            ? from.PathAndQuery
            : "/home";
        context.RedirectUri = $"{request.PathBase}/signin?to={Uri.EscapeDataString(page)}";
        return context;
    }

    private static Task WriteAsync(HttpContext http, Guid id, string stamp, string name, Guid? actingBodyId, DateTimeOffset since)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, id.ToString()), new(ClaimTypes.Name, name), new(Stamp, stamp),
        };
        if (actingBodyId is { } body)
        {
            claims.Add(new Claim(Acting, body.ToString()));
        }

        var properties = new AuthenticationProperties { Items = { [Since] = since.UtcTicks.ToString(CultureInfo.InvariantCulture) } };
        return http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), properties);
    }

    /// <summary>
    /// Whether the session of an endpoint with <see cref="ChecksSessionItselfAttribute"/> still holds. Such an endpoint says <see cref="HoldsSql"/>
    /// in the statement that writes, and asks here before it answers anything else.
    /// </summary>
    public static async Task<bool> HoldsAsync(HttpContext http)
    {
        var person = http.RequestServices.GetRequiredService<CurrentPerson>();
        return person.Stamp is not { } stamp || await LoadAsync(http, person.Id, stamp, null);
    }

    /// <summary>The same inside a statement whose rows <c>p</c> have a person_id and a stamp.</summary>
    public const string HoldsSql = "exists (select from accounts c where c.id = p.person_id and c.security_stamp = p.stamp)";

    /// <summary>Every request asks the database: is the account's stamp still this one, which appointments hold now.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var (http, principal) = (context.HttpContext, context.Principal);
        if (!Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || principal.FindFirstValue(Stamp) is not { } stamp
            || http.RequestServices.GetRequiredService<RealClock>().Now >= SinceOf(context.Properties) + Longest)
        {
            await RejectAsync(context);
            return;
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<ChecksSessionItselfAttribute>() is not null)
        {
            http.RequestServices.GetRequiredService<CurrentPerson>().SetUnchecked(id, principal.Identity?.Name ?? "", stamp);
            return;
        }

        if (!await LoadAsync(http, id, stamp, Guid.TryParse(principal.FindFirstValue(Acting), out var body) ? body : null))
        {
            await RejectAsync(context);
        }
    }

    private static async Task<bool> LoadAsync(HttpContext http, Guid id, string stamp, Guid? acting)
    {
        var services = http.RequestServices;
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().Now();
        var found = await db.Accounts().AsNoTracking().Where(account => account.Id == id).Select(account => new
        {
            account.SecurityStamp,
            Name = db.People().Where(person => person.Id == id).Select(person => person.Name).First(),
            Held = db.Appointments().HeldAt(now).Where(held => held.PersonId == id).OrderBy(held => held.From)
                .Select(held => new HeldAppointment(held.Id, held.BodyId, held.Role)).ToList(),
        }).FirstOrDefaultAsync(http.RequestAborted);
        if (found is null || found.SecurityStamp != stamp)
        {
            return false;
        }

        services.GetRequiredService<CurrentPerson>().Set(id, found.Name, found.Held, acting);
        return true;
    }

    private static Task RejectAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(Scheme);
    }

    private static DateTimeOffset SinceOf(AuthenticationProperties properties)
        => properties.Items.TryGetValue(Since, out var ticks) && long.TryParse(ticks, CultureInfo.InvariantCulture, out var utc)
            ? new DateTimeOffset(utc, TimeSpan.Zero)
            : DateTimeOffset.MinValue;
}

/// <summary>
/// Who asks is taken from the cookie as it is, for the applicant's own acts: the endpoint checks in its own statement that the session still
/// holds, together with what it writes.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class ChecksSessionItselfAttribute : Attribute;
