using Microsoft.AspNetCore.Authorization;

namespace Zhiping.Accounts;

/// <summary>Anyone may open it, signed in or not. Every endpoint declares who may; what declares nothing is closed to all.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForAnyoneAttribute : Attribute, IAllowAnonymous;

/// <summary>Whoever is signed in: applicants, and everybody's own account.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForSignedInAttribute : Attribute, IAuthorizeData, IAuthorizationRequirementData
{
    public string? Policy { get; set; }

    public string? Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new SignedInRequirement()];
}

/// <summary>Who acts for a body in one of these roles. Which body's things they see is the query's business, not the role's.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForRolesAttribute(params Role[] roles) : Attribute, IAuthorizeData, IAuthorizationRequirementData
{
    public IReadOnlyList<Role> Allowed { get; } = roles;

    public string? Policy { get; set; }

    string? IAuthorizeData.Roles { get; set; }

    public string? AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new RolesRequirement(Allowed)];
}

internal sealed class SignedInRequirement : IAuthorizationRequirement;

internal sealed class NobodyRequirement : IAuthorizationRequirement;

internal sealed record RolesRequirement(IReadOnlyList<Role> Allowed) : IAuthorizationRequirement;

/// <summary>Judges by the person loaded for this request.</summary>
internal sealed class AccessHandler(CurrentPerson person) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        foreach (var requirement in context.PendingRequirements.ToList())
        {
            var allowed = requirement switch
            {
                SignedInRequirement => person.IsSignedIn,
                RolesRequirement roles => person.IsSignedIn && person.Has([.. roles.Allowed]),
                // Where nothing answers there is nothing to protect: the address is just not there.
                NobodyRequirement => context.Resource is HttpContext http && http.GetEndpoint() is null,
                _ => false,
            };
            if (allowed)
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}
