using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;

namespace Zhiping.Applicants.Appeals;

/// <summary>What happens next with an appeal that was handed in.</summary>
[ForAnyone]
public sealed class SentModel : PageModel;
