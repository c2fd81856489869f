using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;

namespace Zhiping.Web;

/// <summary>What the service worker shows where there is no network. It keeps this page as a stranger sees it.</summary>
[ForAnyone]
public sealed class OfflineModel : PageModel;
