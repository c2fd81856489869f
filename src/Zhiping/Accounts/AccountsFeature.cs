using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zhiping.Data;

namespace Zhiping.Accounts;

/// <summary>People, their sign-in and what they may do for whom.</summary>
public sealed class AccountsFeature : IFeature
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<Account>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).AddEntityFrameworkStores<AppDb>();
        services.AddSingleton<IConfigureOptions<PasswordHasherOptions>, Passwords.Options>();
        services.AddSingleton<PersonVault>();
        services.AddSingleton<Captcha>();
        services.AddSingleton(provider => new Passwords(new PasswordHasher<Account>(provider.GetRequiredService<IOptions<PasswordHasherOptions>>())));
        services.AddScoped<Registrar>();
        services.AddScoped<TextCodes>();
        services.AddScoped<ContactDesk>();
        services.AddScoped<SignInTries>();
        services.AddScoped<SignIn.SignInTickets>();
        services.AddScoped<SecondStepDesk>();
        services.AddScoped<Recovery>();
        services.AddScoped<CardDesk>();
        services.AddSingleton<CardPicturing>();
        services.AddScoped<IWorkHandler, CardReader>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<IAuthorizationHandler, AccessHandler>();
        services.AddScoped<IWorkHandler, ForgetStaleSecrets>();
        services.AddAuthentication(Sessions.Scheme).AddCookie(Sessions.Scheme, Sessions.Configure);
        services.AddOptions<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(Sessions.Scheme)
            .Configure<RealClock>((options, clock) => options.TimeProvider = clock.Time);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NobodyRequirement()).Build());
        services.PostConfigure<RazorPagesOptions>(options =>
        {
            options.Conventions.AddPageRoute("/Accounts/SignIn/Index", "/login");
            options.Conventions.AddPageRoute("/Accounts/SignIn/Out", "/logout");
        });
    }

    public void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/captcha", (Captcha captcha, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return captcha.New();
        }).AllowAnonymous();
}

/// <summary>Deletes codes, registrations and proofs of work whose time is over.</summary>
internal sealed class ForgetStaleSecrets(AppDb db, RealClock real) : IWorkHandler, IDailyWork
{
    public string Kind => "forget-stale-secrets";

    public Task Run(WorkItem item, CancellationToken stop) => db.Database.ExecuteSqlAsync(
        $"""
         delete from registrations where expires_at < {real.Now};
         delete from mail_codes where expires_at < {real.Now.AddDays(-1)};
         delete from card_readings where expires_at < {real.Now};
         delete from spent_challenges where expires_at < {real.Now};
         """,
        stop);
}
