//! Failures of the store, in the language of the person who gave the command.

use crate::model::Words;
use crate::store::{ErrorKind, StoreError};

/// What failed, as the store says it, and what to do. The remedy of a place is in English only; in Chinese that of the kind is
/// written, which always helps.
pub(super) fn store_words(error: &StoreError) -> Words {
    let StoreError { kind, message, .. } = error;
    Words { en: error.to_string(), zh: format!("存储：{message}；{}", remedy(*kind)) }
}

const fn remedy(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Busy => "请等另一个进程结束后再试",
        ErrorKind::Full => "请在数据文件夹所在的磁盘上腾出空间",
        ErrorKind::Corrupt => {
            "请运行 windrow verify 查看损坏之处，再运行 windrow repair，或用 windrow restore 恢复备份"
        }
        ErrorKind::DamagedRecord => "请运行 windrow repair",
        ErrorKind::Gone => "请把存储放回原处，或用 windrow restore 恢复备份，然后重新启动 Windrow",
        ErrorKind::Permission => "请让运行 Windrow 的用户能够读写数据文件夹及其中所有文件（chown）",
        ErrorKind::TooManyFiles => "请提高可打开文件数的上限（ulimit -n、LimitNOFILE）",
        ErrorKind::ReadOnly => "请使用可以写入的命令",
        ErrorKind::NoFolder => "请用 --data 另选数据文件夹，或移走那里的内容",
        ErrorKind::OtherVersion => "请运行创建该存储的 Windrow 版本",
        ErrorKind::Missing => "请运行 windrow sync 或 windrow serve，它们会创建存储",
        ErrorKind::WouldBlock => "请稍后再试",
        ErrorKind::Clock => "请检查本机的时钟",
        ErrorKind::Other => "请查看本机日志中磁盘或内存的故障",
    }
}
