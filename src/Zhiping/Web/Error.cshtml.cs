using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhiping.Accounts;

namespace Zhiping.Web;

/// <summary>What went wrong in plain words and what to do. Never a stack trace.</summary>
[ForAnyone]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    /// <summary>Chinese text and key.</summary>
    public string Title { get; private set; } = "";

    public string What { get; private set; } = "";

    public string Todo { get; private set; } = "";

    /// <summary>Finds the request in the logs; shown only when the fault is ours.</summary>
    public string? Trace { get; private set; }

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    public void OnPut(int code) => Show(code);

    private void Show(int code)
    {
        (Title, What, Todo) = Words(code);
        Trace = code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        }
    }

    private static (string Title, string What, string Todo) Words(int code) => code switch
    {
        400 => ("这个请求读不懂", "可能是网址不完整，或者本页放得太久，安全校验已经过期。", "请返回上一页，刷新后再试。您写的内容如果还在，先复制一份。"),
        401 => ("请先登录", "这一页登录后才能看。", "请登录后再打开。"),
        403 => ("这一页不归您看", "这里的内容由别的人或别的单位办理。", "如果您认为应当由您办理，请与本单位管理员或评委会办公室联系。"),
        404 => ("没有这一页", "网址可能有错，或者内容已经移走，也可能这份内容您看不到。", "请检查网址，或者从首页重新进入。"),
        409 => ("已经有人先办了", "您打开本页以后，这里的内容已经变了。", "请返回上一页，刷新后看现在的结果。"),
        413 => ("文件太大", "上传的内容超过了允许的大小，没有保存。", "请把文件缩小或分成几份再上传。"),
        429 => ("操作太频繁", "短时间内请求太多，为了安全先停一停。", "请等一分钟再试。"),
        503 => ("暂时不能办理", "系统正在维护或连不上数据库。已保存的内容不受影响。", "请过几分钟再试。"),
        >= 500 => ("这里出错了", "是系统的问题，不是您的问题。已保存的内容不受影响。", "请过几分钟再试。一直这样的，请打页面下方的技术服务电话。"),
        _ => ("没有办成", "这个请求没有办成。", "请返回上一页再试。"),
    };
}
