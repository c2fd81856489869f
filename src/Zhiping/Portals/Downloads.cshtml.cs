using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;

namespace Zhiping.Portals;

/// <summary>Blank templates of the papers that people and units hand in. (B8)</summary>
[ForAnyone]
public sealed class DownloadsModel : PageModel;
